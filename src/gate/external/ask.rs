//! Asking: side by side, one question at a time to each host, never for long.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use ureq::{Agent, Error, Proxy, ResponseExt};
use url::Url;

use super::answer::{Answer, Answers, Outcome};

/// How long hosts are waited for.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For one answer, redirections included.
    pub answer: Duration,
    /// Between two questions to one host.
    pub pause: Duration,
    /// For all of them.
    pub all: Duration,
    /// How many hosts are asked side by side.
    pub hosts: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            answer: Duration::from_secs(15),
            pause: Duration::from_millis(250),
            all: Duration::from_secs(180),
            hosts: 12,
        }
    }
}

/// Further redirections lead in a circle.
const MOST_REDIRECTIONS: u32 = 8;

/// The addresses of one host that wait to be asked.
type Queue<'a> = (String, Vec<&'a String>);

/// Asks every address of which `known` says nothing that still holds at `now` (seconds since 1970), and says what became
/// of all of them. A proxy that the environment names is used. `tell` hears how many have been asked.
pub fn ask<'a>(
    urls: impl Iterator<Item = &'a String> + Clone,
    known: Answers,
    now: u64,
    patience: Patience,
    tell: &(dyn Fn(usize) + Sync),
) -> Answers {
    let mut hosts: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for url in urls.clone().filter(|url| !known.knows(url, now)) {
        let host =
            Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_string)).unwrap_or_default();
        hosts.entry(host).or_default().push(url);
    }
    let end = Instant::now() + patience.all;
    let agent = agent(patience.answer);
    let workers = patience.hosts.min(hosts.len());
    let queues: Mutex<VecDeque<Queue>> = Mutex::new(hosts.into_iter().collect());
    let answers = Mutex::new(known);
    let asked = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((_, urls)) = take(&queues) {
                    ask_host(&agent, &urls, end, patience.pause, |url, outcome| {
                        let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
                        answers.add(url.clone(), Answer { asked: now, outcome });
                        tell(asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1);
                    });
                }
            });
        }
    });
    answers.into_inner().unwrap_or_else(PoisonError::into_inner).only(urls)
}

fn take<'a>(queues: &Mutex<VecDeque<Queue<'a>>>) -> Option<Queue<'a>> {
    queues.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
}

/// Asks one host, a question at a time. A host that can't be reached once is not asked again.
fn ask_host(
    agent: &Agent,
    urls: &[&String],
    end: Instant,
    pause: Duration,
    mut add: impl FnMut(&String, Outcome),
) {
    let mut unreachable: Option<Outcome> = None;
    for (number, url) in urls.iter().enumerate() {
        let outcome = match &unreachable {
            Some(outcome) => outcome.clone(),
            None if Instant::now() >= end => Outcome::NotAsked,
            None => {
                if number > 0 {
                    std::thread::sleep(pause);
                }
                outcome_of(agent, url)
            }
        };
        if matches!(outcome, Outcome::NoHost(_) | Outcome::Silent(_)) {
            unreachable = Some(outcome.clone());
        }
        add(url, outcome);
    }
}

fn agent(patience: Duration) -> Agent {
    let config = Agent::config_builder()
        .timeout_global(Some(patience))
        .max_redirects(MOST_REDIRECTIONS)
        .http_status_as_error(false)
        .user_agent(concat!(
            "buildlog/",
            env!("CARGO_PKG_VERSION"),
            " (looks whether a link still leads somewhere)"
        ))
        .proxy(Proxy::try_from_env());
    config.build().into()
}

/// HEAD first, which costs the host the least; GET where that is refused, because many answer only that.
fn outcome_of(agent: &Agent, url: &str) -> Outcome {
    match question(url, agent.head(url).call()) {
        Ok(Outcome::There) => Outcome::There,
        Ok(Outcome::Moved(to)) => Outcome::Moved(to),
        Err(lost @ (Outcome::NoHost(_) | Outcome::Silent(_))) => lost,
        Ok(_) | Err(_) => question(url, agent.get(url).call()).unwrap_or_else(|lost| lost),
    }
}

fn question(
    url: &str,
    answered: Result<ureq::http::Response<ureq::Body>, Error>,
) -> Result<Outcome, Outcome> {
    match answered {
        Ok(response) => Ok(match Outcome::of_status(response.status().as_u16()) {
            Outcome::There if is_elsewhere(url, &response.get_uri().to_string()) => {
                Outcome::Moved(response.get_uri().to_string())
            }
            outcome => outcome,
        }),
        Err(error) => Err(lost(&error)),
    }
}

fn is_elsewhere(asked: &str, came_to: &str) -> bool {
    asked.trim_end_matches('/') != came_to.trim_end_matches('/')
}

fn lost(error: &Error) -> Outcome {
    match error {
        Error::HostNotFound => Outcome::NoHost("there is no such host".to_string()),
        Error::ConnectionFailed => Outcome::NoHost("it refuses the connection".to_string()),
        Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            Outcome::NoHost("it refuses the connection".to_string())
        }
        Error::Timeout(_) => Outcome::Silent("not in time".to_string()),
        // A loop of redirections is nothing that a reader gets through.
        Error::TooManyRedirects | Error::RedirectFailed => Outcome::Gone(310),
        other => Outcome::Silent(other.to_string()),
    }
}

//! The shape of every address.

use crate::path::Route;
use crate::site::Site;

/// The addresses of one edition: the default language at the root, another under its tag.
#[derive(Clone, Debug)]
pub struct Routes {
    prefix: String,
}

impl Routes {
    /// The addresses of an edition, by its index.
    pub fn of(site: &Site, edition: usize) -> Self {
        let prefix = match edition {
            0 => String::new(),
            other => format!("{}/", site.editions[other].language.tag().to_lowercase()),
        };
        Self { prefix }
    }

    fn at(&self, path: &str) -> Route {
        Route::new([self.prefix.as_str(), path].concat())
    }

    /// `/`
    pub fn home(&self) -> Route {
        self.at("")
    }

    /// `/about/`
    pub fn about(&self) -> Route {
        self.at("about/")
    }

    /// `/projects/`
    pub fn projects(&self) -> Route {
        self.at("projects/")
    }

    /// `/projects/<project>/`
    pub fn project(&self, slug: &str) -> Route {
        self.at(&format!("projects/{slug}/"))
    }

    /// `/projects/<project>/day-NN/`; the last part is the name of the day's file.
    pub fn day(&self, slug: &str, stem: &str) -> Route {
        Route::new([self.prefix.as_str(), "projects/", slug, "/", stem, "/"].concat())
    }

    /// `/projects/<project>/brief/`
    pub fn brief(&self, slug: &str) -> Route {
        self.at(&format!("projects/{slug}/brief/"))
    }

    /// `/projects/<project>/brief/brief.pdf`
    pub fn brief_pdf(&self, slug: &str) -> Route {
        self.at(&format!("projects/{slug}/brief/brief.pdf"))
    }

    /// `/projects/<project>/brief/brief.txt`
    pub fn brief_text(&self, slug: &str) -> Route {
        self.at(&format!("projects/{slug}/brief/brief.txt"))
    }

    /// `/brief/`
    pub fn current_brief(&self) -> Route {
        self.at("brief/")
    }

    /// `/projects/<project>/feedback/`
    pub fn feedback(&self, slug: &str) -> Route {
        self.at(&format!("projects/{slug}/feedback/"))
    }

    /// `/projects/<project>/feed.xml`
    pub fn project_feed(&self, slug: &str) -> Route {
        self.at(&format!("projects/{slug}/feed.xml"))
    }

    /// `/tags/`
    pub fn tags(&self) -> Route {
        self.at("tags/")
    }

    /// `/tags/<tag>/`
    pub fn tag(&self, slug: &str) -> Route {
        self.at(&format!("tags/{slug}/"))
    }

    /// `/archive/`
    pub fn archive(&self) -> Route {
        self.at("archive/")
    }

    /// `/archive/<year>/`
    pub fn archive_year(&self, year: i32) -> Route {
        self.at(&format!("archive/{year}/"))
    }

    /// `/feed.xml`
    pub fn atom_feed(&self) -> Route {
        self.at("feed.xml")
    }

    /// `/feed.json`
    pub fn json_feed(&self) -> Route {
        self.at("feed.json")
    }

    /// `/for/<token>/`: one for all languages, because the token says whose it is.
    pub fn letter(token: &str) -> Route {
        Route::new(format!("for/{token}/"))
    }

    /// `/for/<token>/brief.pdf`
    pub fn letter_pdf(token: &str) -> Route {
        Route::new(format!("for/{token}/brief.pdf"))
    }
}

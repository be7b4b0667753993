//! Every shape is found, made up while the test runs, and nothing that only looks like one.

use super::shapes::{BASE64URL, HEX, LETTERS_DIGITS, SHAPES, UPPER_DIGITS};
use super::*;

/// So many characters that look drawn and are the same in every run.
fn drawn(alphabet: &str, length: usize) -> String {
    let alphabet = alphabet.as_bytes();
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15 ^ length as u64;
    let draw = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from(alphabet[(state % alphabet.len() as u64) as usize])
    };
    (0..length).map(draw).collect()
}

fn whats(text: &str) -> Vec<&'static str> {
    find(text).iter().map(|secret| secret.what).collect()
}

#[test]
fn every_shape_is_found_in_prose_and_in_code() {
    for shape in SHAPES {
        for start in shape.starts {
            let token = format!("{start}{}", drawn(shape.alphabet, *shape.length.start().max(&16)));
            for text in [
                token.clone(),
                format!("I used {token}, and it worked."),
                format!("client = Client(\"{token}\")"),
                format!("{{\"out\": \"\\n{token}\\n\"}}"),
                format!("<code>{token}</code>"),
            ] {
                let found = find(&text);
                assert_eq!(found.len(), 1, "{}: {text}", shape.what);
                assert_eq!(&text[found[0].span.clone()], token, "{}", shape.what);
            }
        }
    }
}

#[test]
fn a_part_of_a_longer_word_is_no_token() {
    for shape in SHAPES {
        let start = shape.starts[0];
        let short = format!("{start}{}", drawn(shape.alphabet, shape.length.start() / 3));
        assert_eq!(whats(&short), [""; 0], "{short}");
        let inside = format!("a{start}{}", drawn(shape.alphabet, *shape.length.start()));
        assert!(!whats(&inside).contains(&shape.what), "{inside}");
    }
}

#[test]
fn secrets_with_parts_are_found() {
    let part = |length| drawn(BASE64URL, length);
    for (text, what) in [
        (
            format!(
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n{}",
                drawn(LETTERS_DIGITS, 64)
            ),
            "a private key",
        ),
        (format!("\"-----BEGIN PRIVATE KEY-----\\n{}", drawn(LETTERS_DIGITS, 64)), "a private key"),
        (format!("eyJ{}.eyJ{}.{}", part(20), part(60), part(43)), "a signed token (JWT)"),
        (
            format!(
                "https://hooks.slack.com/services/T{}/B{}/{}",
                drawn(UPPER_DIGITS, 10),
                drawn(UPPER_DIGITS, 10),
                drawn(LETTERS_DIGITS, 24)
            ),
            "a Slack webhook",
        ),
        (
            format!("https://discord.com/api/webhooks/{}/{}", drawn("123456789", 18), part(68)),
            "a Discord webhook",
        ),
        (format!("{}:AA{}", drawn("123456789", 10), part(33)), "a Telegram bot token"),
        (format!("AccountName=log;AccountKey={}==;", drawn(LETTERS_DIGITS, 86)), "an Azure storage key"),
        (
            format!("postgres://robin:{}@db.host.net/log", drawn(LETTERS_DIGITS, 14)),
            "an address with a password in it",
        ),
    ] {
        assert_eq!(whats(&text), [what], "{text}");
    }
}

#[test]
fn a_word_beside_it_gives_a_secret_away() {
    let setting = "the value of a secret setting";
    let beside = "what looks like a secret";
    for (text, what) in [
        (format!("DB_PASSWORD={}", drawn(LETTERS_DIGITS, 16)), setting),
        (format!("  export SERVICE_API_KEY=\"{}\"", drawn(LETTERS_DIGITS, 24)), setting),
        (format!("APP_SECRET = '{}'", drawn(HEX, 20)), setting),
        (format!("api_key: {}", drawn(LETTERS_DIGITS, 32)), beside),
        (format!("\"token\": \"{}\"", drawn(LETTERS_DIGITS, 40)), beside),
        (format!("Authorization: Bearer {}", drawn(LETTERS_DIGITS, 40)), beside),
        (format!("我的密钥是 {}", drawn(LETTERS_DIGITS, 32)), beside),
        (format!("https://api.host.net/v1?token={}", drawn(LETTERS_DIGITS, 32)), beside),
        (
            format!(
                "aws_secret_access_key = {}",
                drawn("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/+", 40)
            ),
            beside,
        ),
        (format!("The password is {} by the way", drawn(HEX, 32)), beside),
    ] {
        assert_eq!(whats(&text), [what], "{text}");
    }
}

#[test]
fn settings_are_found_wherever_they_are_written() {
    let low = "abcdefghijklmnopqrstuvwxyz0123456789";
    let secret = drawn(LETTERS_DIGITS, 16);
    for text in [
        format!("I ran it with `APP_SECRET={secret}` set."),
        format!("$ docker run -e APP_SECRET={secret} img"),
        format!("environment:\n  - APP_SECRET={secret}\n"),
        format!("environment:\n  APP_SECRET: {secret}\n"),
        format!("S3_KEY={}", drawn(LETTERS_DIGITS, 32)),
        "DB_PASSWORD=harbourlanternfish".to_string(),
    ] {
        assert_eq!(whats(&text), ["the value of a secret setting"], "{text}");
    }
    for text in [
        format!("api_key = \"{}\"", drawn(low, 32)),
        format!("x-api-key: {}", drawn(low, 40)),
        format!("密钥：{}", drawn(low, 28)),
    ] {
        assert_eq!(whats(&text), ["what looks like a secret"], "{text}");
    }
}

#[test]
fn a_token_is_found_in_parts_and_with_a_short_word_in_it() {
    let part = |length| drawn(LETTERS_DIGITS, length);
    let (first, second) = (part(20), part(16));
    for text in [
        format!("```\nghp_{first}\n{second}\n```"),
        format!("> ghp_{first}\n> {second}"),
        format!("-H \"Bearer ghp_{first}\\\n{second}\""),
        format!("\"ghp_{first}\" + \\\n \"{second}\"").replace(" + \\", " +"),
        format!("ghp_todo{}", part(32)),
        format!("ghp_{}Your{}", part(20), part(12)),
        format!("ghp_{}Fake{}", part(14), part(18)),
    ] {
        assert_eq!(whats(&text), ["a GitHub token"], "{text}");
    }
    for (text, what) in [
        (format!("redis://:{}@cache.host.net:6379", part(16)), "an address with a password in it"),
        (
            format!(
                "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={}-4a89-41d3-9a0c-{}",
                drawn(HEX, 8),
                drawn(HEX, 12)
            ),
            "a WeCom webhook",
        ),
        (
            format!(
                "https://open.feishu.cn/open-apis/bot/v2/hook/{}-4a89-41d3-9a0c-{}",
                drawn(HEX, 8),
                drawn(HEX, 12)
            ),
            "a Feishu webhook",
        ),
    ] {
        assert_eq!(whats(&text), [what], "{text}");
    }
}

#[test]
fn a_password_is_found_behind_the_word_for_it() {
    for (text, password) in [
        ("password: Tomato88", "Tomato88"),
        ("the password is hunter2!", "hunter2!"),
        ("The demo's password was `sunny-day7`.", "sunny-day7"),
        ("**Password:** Tomato88", "Tomato88"),
        ("{\"password\": \"T0mato-Soup\"}", "T0mato-Soup"),
        ("db_password = 'T0mato-Soup'", "T0mato-Soup"),
        ("pw: open!sesame", "open!sesame"),
        ("Passwort: Tomate-88!", "Tomate-88!"),
        ("Das Passwort ist Tomate88", "Tomate88"),
        ("The password for the demo is `Tomate-88!`.", "Tomate-88!"),
        ("| user | password |\n|--|--|\n| robin | Tomate-88! |", "Tomate-88!"),
        ("| 用户 | 密码 |\n|--|--|\n| robin | tomate88 |", "tomate88"),
        ("curl -u robin:kT4vQ9zX2mB7pL https://api.host.net/", "kT4vQ9zX2mB7pL"),
        ("mysql -uroot -pkT4vQ9zX2mB7 app", "kT4vQ9zX2mB7"),
        ("machine api.host.net login robin password kT4vQ9zX2mB7", "kT4vQ9zX2mB7"),
        ("GMAIL_APP_PASSWORD=\"qzjx vkwp rtlm nbdf\"", "qzjx vkwp rtlm nbdf"),
        ("Passcode: 836421", "836421"),
        ("?password=Tomato88&x", "Tomato88&x"),
        ("密码是 tomato88", "tomato88"),
        ("密码：tomato88，别告诉别人", "tomato88"),
        ("登录口令 sunrise9", "sunrise9"),
        ("passphrase: violet tractor lamp seven", "violet tractor lamp seven"),
        ("My passphrase is \"violet tractor lamp seven\".", "violet tractor lamp seven"),
        ("seed phrase: violet tractor lamp seven otter maple\n", "violet tractor lamp seven otter maple"),
        ("my passphrase is Violet7-Tractor", "Violet7-Tractor"),
    ] {
        let found: Vec<&str> = find(text).iter().map(|secret| &text[secret.span.clone()]).collect();
        assert_eq!(found, [password], "{text}");
    }
}

#[test]
fn what_is_only_said_of_passwords_is_none() {
    for innocent in [
        "password: required",
        "Password: at least 8 characters",
        "the password is 12-character",
        "the password is base64-encoded",
        "the password is SHA-256 hashed",
        "password: argon2id",
        "password: string",
        "password: process.env.DB_PASS1",
        "password: str = Field(min_length=8)",
        "password = form2.value",
        "password=hash_v2(password)",
        "password: user@somehost.net",
        "POSTGRES_PASSWORD: postgres",
        "password: test123",
        "Password: admin123!",
        "password is admin",
        "password: 8-16",
        "password: v2.1.0",
        "pwd=/home/robin2",
        "pwd: ./a1/b2",
        "the password is $DB_PASSWORD1",
        "password: <your-password-1>",
        "<input type=\"password\" id=\"field1\">",
        "<label>Password:</label><b>day1</b>",
        "passwords: 2024 was their year",
        "密码学入门 2024",
        "密码：8-20 位",
        "密码 SHA-256",
        "密码至少 8 位",
        "passphrase: never stored on the server",
        "The passphrase is kept by the one who drew it",
        "passphrase: correct horse battery staple",
        "pw: 3/5 done",
        "the password was reset twice in 2025",
        "密码是 123456 的人有 12%",
        "password: 111111",
        "| field | password |\n|--|--|\n| length | 12 characters |\n| kind | required |",
        "| password | used by |\n|--|--|\n| password1 | 12 people |",
        "docker run -p 8080:8080 mysql",
        "Das Passwort ist 8-stellig",
        "password: must have more than one digit",
        "PASSWORD=processenvironment.password",
        "the password for the form is required",
    ] {
        assert_eq!(whats(innocent), [""; 0], "{innocent}");
    }
}

#[test]
fn what_only_looks_like_a_secret_is_none() {
    let hex = |length| drawn(HEX, length);
    let innocents = [
        format!("commit {}", hex(40)),
        format!("token usage at commit {}", hex(40)),
        format!("sha256:{}", hex(64)),
        format!("key checksum {}", hex(64)),
        format!("integrity=\"sha512-{}\"", drawn(LETTERS_DIGITS, 86)),
        "id: 3f2504e0-4f89-41d3-9a0c-0305e82c3301".to_string(),
        "the key 3f2504e0-4f89-41d3-9a0c-0305e82c3301 of the row".to_string(),
        format!("https://docs.google.com/d/{}/edit holds the key points", drawn(LETTERS_DIGITS, 44)),
        format!("Key points: https://docs.google.com/d/{}/edit", drawn(LETTERS_DIGITS, 44)),
        format!("AKIA{}EXAMPLE", "IOSFODNN7"),
        "OPENAI_API_KEY=sk-your-key-here-0123".to_string(),
        "OPENAI_API_KEY=<your key>".to_string(),
        "API_KEY=os.getenv(\"API_KEY_V1\")".to_string(),
        "API_KEY=${SECRETS_V1_KEY}".to_string(),
        "TOKEN_LIMIT=4096".to_string(),
        "MAX_TOKENS=128000000".to_string(),
        "KEYBOARD_LAYOUT=us-international-105".to_string(),
        "const API_KEY = process.env.API_KEY_2024;".to_string(),
        "PUBLIC_KEY=abc123def456ghi789".to_string(),
        "token: meta-llama/Meta-Llama-3.1-8B-Instruct".to_string(),
        "tokenizer = AutoTokenizer.from_pretrained(\"distilbert-base-uncased-finetuned-sst-2-english\")"
            .to_string(),
        "postgres://postgres:postgres@localhost:5432/app".to_string(),
        "postgres://user:password@host/db".to_string(),
        "https://example.org:8080/a@b".to_string(),
        "https://abc:secretish1@example.com/".to_string(),
        "sk-learn-contrib and sk-image".to_string(),
        "The secret of good tokens is that there are few of them, said the_very_long_variable_name_v2"
            .to_string(),
        "xoxb-xxxxxxxxxxxx-xxxxxxxxxxxx-xxxxxxxxxxxx".to_string(),
        "hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx".to_string(),
        "password: correct horse battery staple".to_string(),
        "a passwordless-login-with-magic-links-2024-edition".to_string(),
        format!("data:image/png;base64,iVBOR{}", drawn(LETTERS_DIGITS, 200)),
        "The new accessKey attribute, keyCode 13, and tokenization of 1000000000000000000000 words"
            .to_string(),
        "令牌桶算法 rate_limit_bucket_capacity_per_second_2024".to_string(),
        "RefreshTokenGrant as OAuth2RefreshTokenGrantType".to_string(),
        "-----BEGIN PUBLIC KEY-----".to_string(),
        "S3_KEY=uploads/2026/01/harbour1.jpg".to_string(),
        "KEY_PREFIX=tide:v1:cache2".to_string(),
        "PASSWORD_HASHER=argon2id-v19-m65536".to_string(),
        "SORT_KEY=created_at_2".to_string(),
        "FOREIGN_KEY=port_id_v2".to_string(),
        "SSH_KEY_FILE=id_ed25519_log".to_string(),
        "TOKEN_URL=api.host.net/v2/token".to_string(),
        "TOKEN_TYPE=bearer-v2-rotating".to_string(),
        "SECRET_NAME=tide-db-2026-v1".to_string(),
        "API_KEY_HEADER=X-Tide-Key-2".to_string(),
        format!(
            "{}.{}.{}",
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
            "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ",
            "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
        ),
        format!("sk_test_{}", "4eC39HqLyjWDarjtT1zdp7dc"),
        format!("sha1 of the token {} bytes", hex(40)),
        "ghp_yourtokenhereyourtokenhereyourtoken12".to_string(),
        "ghp_example1example2example3example4example5".to_string(),
        "Tokens begin with ghp_\nand go on with letters and digits".to_string(),
        "-----BEGIN CERTIFICATE-----".to_string(),
    ];
    for innocent in innocents {
        assert_eq!(whats(&innocent), [""; 0], "{innocent}");
    }
}

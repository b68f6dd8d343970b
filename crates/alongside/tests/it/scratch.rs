//! A scratch folder to run the command in, and a shop small enough to read.

use std::{
    fmt,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{SystemTime, UNIX_EPOCH},
};

use shop::Day;
use tempfile::TempDir;

/// What stands in for everything that differs from run to run.
const FILTERS: &[(&str, &str)] = &[
    (r"\b[pdsa]k_[0-9a-z]{40}\b", "[key]"),
    (r"\b[pdsa]_[0-9a-z]{8}\b", "[key id]"),
    (r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d\.\d+Z)?", "[moment]"),
    (r"\b20[2-9]\d-\d\d-\d\d\b", "[day]"),
    (r"\b[\d,.]+ [kMG]?B\b", "[size]"),
    (r"\b\d+ ms\b|\b\d+\.\d s\b", "[time]"),
    (r#""(build_ms|bytes)": \d+"#, r#""$1": "[number]""#),
    (r#""decision_id": "[^"]+""#, r#""decision_id": "[id]""#),
    (r"127\.0\.0\.1:\d+", "[address]"),
];

/// Compares a run with its snapshot.
pub fn check(name: &str, run: &Run) {
    let mut settings = insta::Settings::clone_current();
    for (pattern, replacement) in FILTERS {
        settings.add_filter(pattern, *replacement);
    }
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, run.to_string()));
}

/// A folder that is removed in the end. Commands run inside it, so that the paths they print are the same anywhere.
pub struct Scratch(TempDir);

impl Scratch {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// A shop with thirty orders of a kettle with tea, and what else there is in [`Self::orders`].
    pub fn with_shop() -> Self {
        let scratch = Self::new();
        scratch.expect_success("init --name Corner --currency EUR");
        scratch.file("products.csv", PRODUCTS);
        scratch.file("orders.csv", orders());
        scratch.expect_success("import products.csv orders.csv");
        scratch
    }

    /// The same shop with models.
    pub fn with_models() -> Self {
        let scratch = Self::with_shop();
        scratch.expect_success("build");
        scratch
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_alongside"));
        self.settle(&mut command);
        command
    }

    /// A shell that can start the command as `"$ALONGSIDE"`.
    pub fn shell(&self, script: &str) -> Run {
        let mut command = Command::new("sh");
        command
            .args(["-c", script])
            .env("ALONGSIDE", env!("CARGO_BIN_EXE_alongside"));
        self.settle(&mut command);
        Run::new(script, &command.output().unwrap())
    }

    fn settle(&self, command: &mut Command) {
        let mine = [
            "ALONGSIDE_DATA_DIR",
            "ALONGSIDE_LOG",
            "NO_COLOR",
            "COLUMNS",
            "RUST_BACKTRACE",
        ];
        for variable in mine {
            command.env_remove(variable);
        }
        command.current_dir(self.0.path()).stdin(Stdio::null());
    }

    /// Runs `alongside` with these words; none of them holds a space.
    pub fn run(&self, words: &str) -> Run {
        let output = self.command().args(words.split_whitespace()).output().unwrap();
        Run::new(&format!("alongside {words}"), &output)
    }

    pub fn expect_success(&self, words: &str) -> Run {
        let run = self.run(words);
        assert_eq!(run.code, Some(0), "{run}");
        run
    }

    /// Runs it and reads what it printed for programs.
    pub fn json(&self, words: &str) -> serde_json::Value {
        let run = self.expect_success(&format!("{words} --json"));
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run}"))
    }

    /// Starts a server on a free port and waits until it says where.
    pub fn serve(&self, words: &str) -> Server {
        let mut command = self.command();
        command
            .args(words.split_whitespace())
            .args(["--listen", "127.0.0.1:0", "--quiet", "--json"]);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut document = String::new();
        while out.read_line(&mut document).unwrap() > 0 && !document.ends_with("\n}\n") {}
        let ready: serde_json::Value = serde_json::from_str(&document)
            .unwrap_or_else(|_| panic!("the server said {document:?}: {:?}", finish(&mut child)));
        let url = ready["url"].as_str().unwrap();
        let address = url.trim_start_matches("http://").parse().unwrap();
        Server {
            child,
            address,
            ready,
        }
    }
}

fn finish(child: &mut Child) -> String {
    let _ = child.kill();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    said
}

/// What a run printed and how it ended.
pub struct Run {
    pub words: String,
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    fn new(words: &str, output: &Output) -> Self {
        Self {
            words: words.to_owned(),
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout.clone()).unwrap(),
            stderr: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }
}

impl fmt::Display for Run {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "$ {}", self.words)?;
        write!(formatter, "{}", self.stdout)?;
        for line in self.stderr.lines() {
            writeln!(formatter, "2> {line}")?;
        }
        let code = self
            .code
            .map_or_else(|| "killed".to_owned(), |code| code.to_string());
        write!(formatter, "exit code {code}")
    }
}

/// A running server; killed where the test forgets to stop it.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    /// What it printed when it was ready.
    pub ready: serde_json::Value,
}

impl Server {
    /// Sends a request and returns status and body.
    pub fn request(&self, method: &str, path: &str, key: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(self.address).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer {key}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, body.to_owned())
    }

    /// Kills it as a crash does, in the middle of whatever it is doing.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end as a service manager does, and returns the exit code.
    pub fn stop(mut self) -> Option<i32> {
        let asked = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(asked.success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Ended already where the test stopped it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A catalogue of a few things, in two languages.
pub const PRODUCTS: &str = "\
product_id,title,title_fa,category,price,stock,active
kettle,Kettle 1.7 l,کتری ۱٫۷ لیتری,Home > Kitchen > Kettles,49.90,12,true
tea,Black tea 250 g,چای سیاه,Home > Food > Tea,6.50,80,true
mug,Mug,لیوان,Home > Kitchen > Mugs,7.90,0,true
filter,Water filter,فیلتر آب,Home > Kitchen > Filters,14.00,30,true
toaster,Toaster,توستر,Home > Kitchen > Toasters,39.00,5,true
lamp,Desk lamp,چراغ مطالعه,Home > Light > Lamps,25.00,7,true
";

/// Orders of the last weeks in which tea goes with the kettle, a mug with tea, and the lamp with nothing; postage
/// lines and a refund.
pub fn orders() -> String {
    let mut text = "order_id,placed_at,customer_id,product_id,quantity,unit_price\n".to_owned();
    let mut order = |id: String, days_ago: i32, lines: &[(&str, &str)]| {
        for (product, price) in lines {
            let day = day_ago(days_ago);
            text.push_str(&format!("{id},{day}T10:00:00Z,c{days_ago},{product},1,{price}\n"));
        }
    };
    for number in 1..=30 {
        order(
            format!("k{number}"),
            number,
            &[("kettle", "49.90"), ("tea", "6.50")],
        );
        order(format!("m{number}"), number, &[("tea", "6.50"), ("mug", "7.90")]);
        order(format!("l{number}"), number, &[("lamp", "25.00")]);
    }
    for number in 1..=12 {
        order(
            format!("f{number}"),
            number,
            &[("kettle", "49.90"), ("filter", "14.00"), ("POSTAGE", "4.00")],
        );
        order(format!("t{number}"), number, &[("toaster", "39.00")]);
    }
    text.push_str(&format!("k3,{}T10:00:00Z,c3,tea,-1,6.50\n", day_ago(1)));
    text
}

/// A day counted back from today: what counts as lately depends on the real clock.
pub fn day_ago(days: i32) -> Day {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Day((since.as_secs() / 86_400) as i32 - days)
}

/// Whether this process may write where the permissions say that nobody may: then such a test would show nothing.
pub fn ignores_permissions(folder: &Path) -> bool {
    let probe = folder.join("probe");
    let written = std::fs::write(&probe, b"").is_ok();
    let _ = std::fs::remove_file(probe);
    written
}

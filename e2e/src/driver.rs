//! A small WebDriver client: the driver's process, and its JSON over HTTP.

use serde_json::{Value, json};
use std::fmt::{self, Display, Formatter};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// The key under which WebDriver names an element in JSON.
pub(crate) const ELEMENT_KEY: &str = "element-6066-11e4-a52e-4f735466cecf";
/// No single command may take longer.
const COMMAND_LIMIT: Duration = Duration::from_secs(45);
/// How long a driver may take to listen.
const START_LIMIT: Duration = Duration::from_secs(30);

/// A running driver; ends with the value.
#[derive(Debug)]
pub(crate) struct DriverProcess {
    child: Child,
    pub(crate) url: String,
}

impl DriverProcess {
    /// Starts a driver on a port of its own choosing, which it says in its first lines:
    /// `… on port 12345` (chromedriver) or `Listening on 127.0.0.1:12345` (geckodriver).
    pub(crate) fn start(program: &Path) -> Result<Self, String> {
        let mut child = Command::new(program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("cannot start {}: {error}", program.display()))?;
        let (sender, receiver) = mpsc::channel();
        let stdout = child.stdout.take();
        std::thread::spawn(move || {
            for line in stdout
                .into_iter()
                .flat_map(|stdout| BufReader::new(stdout).lines())
                .map_while(Result::ok)
            {
                if let Some(port) = port_in(&line) {
                    // Later lines are read on, so that the driver never waits for a full pipe; nobody needs them.
                    let _received = sender.send(port);
                }
            }
        });
        let mut process = Self {
            child,
            url: String::new(),
        };
        // Where it says nothing in time, `process` ends it here.
        let port = receiver
            .recv_timeout(START_LIMIT)
            .map_err(|_| format!("{} did not say its port", program.display()))?;
        process.url = format!("http://127.0.0.1:{port}");
        Ok(process)
    }
}

impl Drop for DriverProcess {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}

fn port_in(line: &str) -> Option<u16> {
    let said = line
        .rsplit_once("successfully on port ")
        .or_else(|| line.rsplit_once("Listening on 127.0.0.1:"))?
        .1;
    let digits: String = said.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|&port| port != 0)
}

/// One browser session.
#[derive(Debug)]
pub(crate) struct Session {
    agent: ureq::Agent,
    base: String,
}

/// What a driver answers instead of a value.
#[derive(Debug)]
pub(crate) struct DriverError {
    /// WebDriver's error code, such as `stale element reference`; `transport` where the driver did not answer.
    pub(crate) code: String,
    message: String,
}

impl DriverError {
    /// Whether an element went away between being found and being used.
    pub(crate) fn is_stale(&self) -> bool {
        [
            "stale element reference",
            "no such element",
            "detached shadow root",
        ]
        .contains(&self.code.as_str())
    }
}

impl Display for DriverError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let first_line = self.message.lines().next().unwrap_or_default();
        write!(f, "{}: {first_line}", self.code)
    }
}

impl Session {
    /// Opens a session with those capabilities.
    pub(crate) fn open(driver_url: &str, capabilities: &Value) -> Result<Self, DriverError> {
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(COMMAND_LIMIT))
            .http_status_as_error(false)
            .proxy(None)
            .build()
            .new_agent();
        let mut session = Self {
            agent,
            base: driver_url.to_owned(),
        };
        let answer = session.post(
            "/session",
            &json!({"capabilities": {"alwaysMatch": capabilities}}),
        )?;
        let id = answer
            .get("sessionId")
            .and_then(Value::as_str)
            .unwrap_or_default();
        session.base = format!("{driver_url}/session/{id}");
        Ok(session)
    }

    pub(crate) fn get(&self, path: &str) -> Result<Value, DriverError> {
        value(self.agent.get(format!("{}{path}", self.base)).call())
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Result<Value, DriverError> {
        value(self.agent.post(format!("{}{path}", self.base)).send_json(body))
    }

    pub(crate) fn delete(&self, path: &str) -> Result<Value, DriverError> {
        value(self.agent.delete(format!("{}{path}", self.base)).call())
    }

    /// Runs a function body in the page.
    pub(crate) fn execute(&self, script: &str, arguments: &[Value]) -> Result<Value, DriverError> {
        self.post("/execute/sync", &json!({"script": script, "args": arguments}))
    }

    /// Runs a function body that ends by calling its last argument.
    pub(crate) fn execute_async(&self, script: &str, arguments: &[Value]) -> Result<Value, DriverError> {
        self.post("/execute/async", &json!({"script": script, "args": arguments}))
    }
}

fn value(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, DriverError> {
    let transport = |error: ureq::Error| DriverError {
        code: "transport".to_owned(),
        message: error.to_string(),
    };
    let mut answer = answer.map_err(transport)?;
    let failed = !answer.status().is_success();
    // Screenshots of large pages are long.
    let mut body: Value = answer
        .body_mut()
        .with_config()
        .limit(1 << 28)
        .read_json()
        .map_err(transport)?;
    let value = body.get_mut("value").map(Value::take).unwrap_or_default();
    if failed {
        let text = |key: &str| {
            value
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        return Err(DriverError {
            code: text("error"),
            message: text("message"),
        });
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_port_that_a_driver_says() {
        assert_eq!(
            port_in("ChromeDriver was started successfully on port 39371."),
            Some(39371)
        );
        assert_eq!(
            port_in("1700000000000 geckodriver INFO Listening on 127.0.0.1:4444"),
            Some(4444)
        );
        assert_eq!(port_in("Starting ChromeDriver 156.0 on port 0"), None);
    }
}

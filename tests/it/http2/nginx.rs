//! The same over nginx, where it is installed: it ends a connection after a number of requests, with streams under way.

use std::{
    env, fs,
    io::{self, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command},
    thread::sleep,
    time::Duration,
};

use futures_util::{StreamExt, stream};
use prolifi_tests::{tls_fixture, transports, trusts_test_authority};

use super::{Operations, client};

#[tokio::test]
async fn writes_get_through_while_nginx_ends_connections() {
    if !trusts_test_authority() {
        if command().arg("-v").output().is_err() {
            // Not by `println!`, which shows nothing of a test that passes.
            writeln!(io::stderr(), "nginx is not installed: the test over it did not run").unwrap();
        }
        return;
    }
    let Some(nginx) = Nginx::start() else { return };
    for (transport, with) in &transports() {
        let client = client(&nginx.url, with);
        let calls = stream::iter(0..500).map(|_| client.write("x"));
        let failed: Vec<_> =
            calls.buffer_unordered(16).filter_map(async |answer| answer.err()).collect().await;
        assert!(failed.is_empty(), "{transport}: {} failed, the first with {:?}", failed.len(), failed[0]);
    }
}

/// nginx, also where it is among what only administrators use.
fn command() -> Command {
    let mut command = Command::new("nginx");
    command.env("PATH", format!("{}:/usr/local/sbin:/usr/sbin", env::var("PATH").unwrap_or_default()));
    command
}

/// nginx in the foreground, which ends with this.
struct Nginx {
    process: Child,
    url: String,
}

impl Nginx {
    /// `None` where it is not installed.
    fn start() -> Option<Self> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nginx");
        fs::create_dir_all(&folder).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let config = folder.join("nginx.conf");
        fs::write(&config, config_of(port)).unwrap();
        let process =
            command().arg("-p").arg(&folder).arg("-c").arg(&config).args(["-e", "stderr"]).spawn().ok()?;
        let mut nginx = Self { process, url: format!("https://127.0.0.1:{port}") };
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(nginx.process.try_wait().unwrap().is_none(), "nginx did not start");
            sleep(Duration::from_millis(20));
        }
        Some(nginx)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn config_of(port: u16) -> String {
    let (certificate, key) = (tls_fixture("server.pem"), tls_fixture("server.key"));
    let (certificate, key) = (certificate.display(), key.display());
    let kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let folders: String = kinds.map(|kind| format!("{kind}_temp_path {kind};")).concat();
    format!(
        "daemon off; master_process off; pid nginx.pid; error_log stderr;
        events {{ }}
        http {{
            access_log off; {folders}
            server {{
                listen 127.0.0.1:{port} ssl http2;
                ssl_certificate {certificate}; ssl_certificate_key {key};
                keepalive_requests 10;
                default_type application/json;
                location / {{ return 200 '\"fine\"'; }}
            }}
        }}"
    )
}

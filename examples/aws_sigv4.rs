//! A client that signs its requests for AWS: Signature Version 4, made by the crate of AWS itself.
//!
//! The signatures are those of the published examples, so keys and times are theirs; nothing is sent to AWS.

use std::{
    error::Error,
    time::{Duration, SystemTime},
};

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{PayloadChecksumKind, SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4,
};
use prolifi::{Auth, BoxError, Service, Sign, ToSign, http, prelude::*, testing::FakeTransport};

/// Signs for one service of AWS. The client's key is `access key id:secret access key`.
struct SigV4 {
    region: &'static str,
    service: &'static str,
    /// S3 wants the hash of the body in a header as well.
    body_hash: PayloadChecksumKind,
    /// For the published examples; a program signs with the time of the request.
    at: Option<SystemTime>,
}

impl Sign for SigV4 {
    fn sign(&self, request: &mut ToSign<'_>) -> Result<(), BoxError> {
        let (id, secret) =
            request.secret().and_then(|key| key.split_once(':')).ok_or("a key is `id:secret`")?;
        let identity = Credentials::new(id, secret, None, None, "prolifi").into();
        let mut settings = SigningSettings::default();
        settings.payload_checksum_kind = self.body_hash;
        let parameters = v4::SigningParams::builder()
            .identity(&identity)
            .region(self.region)
            .name(self.service)
            .time(self.at.unwrap_or_else(|| request.time()))
            .settings(settings)
            .build()?
            .into();
        // What a proxy may change is not signed: only what is AWS's own, beside `Host`.
        let own = request.headers().iter().filter(|(name, _)| name.as_str().starts_with("x-amz-"));
        let headers = own.filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
        let uri = request.uri().to_string();
        let body = SignableBody::Bytes(request.body()?);
        let signable = SignableRequest::new(request.method().as_str(), &uri, headers, body)?;
        let (instructions, _) = sign(signable, &parameters)?.into_parts();
        for header in instructions.into_parts().0 {
            request.add_header(header.name().parse()?, header.value().parse()?);
        }
        Ok(())
    }
}

#[api]
trait Suite {
    #[endpoint(GET, "/")]
    fn root(&self) -> Call<()>;
}

#[api]
trait Bucket {
    #[endpoint(GET, "/?max-keys=<limit>&<prefix>")]
    fn list_objects(&self, limit: u32, prefix: &str) -> Call<()>;
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    println!("GET / of the signing test suite");
    let suite = SigV4 {
        region: "us-east-1",
        service: "service",
        body_hash: PayloadChecksumKind::NoHeader,
        at: Some(seconds(1_440_938_160)),
    };
    let (client, transport) = self::client(
        suite,
        "https://example.amazonaws.com",
        "AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    )?;
    client.root().await?;
    let published = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
    show(&transport, published)?;

    println!("\nList objects, of the documentation of S3");
    let s3 = SigV4 {
        region: "us-east-1",
        service: "s3",
        body_hash: PayloadChecksumKind::XAmzSha256,
        at: Some(seconds(1_369_353_600)),
    };
    let (client, transport) = self::client(
        s3,
        "https://examplebucket.s3.amazonaws.com",
        "AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    )?;
    client.list_objects(2, "J").await?;
    let published = "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7";
    show(&transport, published)
}

fn client(signer: SigV4, address: &str, key: &str) -> Result<(Client, FakeTransport), prolifi::Error> {
    let transport = FakeTransport::new().answer(http::Response::new("{}"));
    let service = Service::new(address).auth(Auth::sign(signer));
    let client = Client::builder(service).api_key(key).transport(transport.clone()).build()?;
    Ok((client, transport))
}

/// Prints how the request was signed, and whether that is as it was published.
fn show(transport: &FakeTransport, published: &str) -> Result<(), Box<dyn Error>> {
    let requests = transport.requests();
    let authorization = requests.first().ok_or("nothing was sent")?.headers()["authorization"].to_str()?;
    for part in authorization.split_whitespace() {
        println!("  {part}");
    }
    println!("  as published: {}", authorization.ends_with(published));
    Ok(())
}

fn seconds(since_1970: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(since_1970)
}

//! Amazon S3: XML both ways, keys of the query without a value, lists in headers, addresses that are signed already.
//!
//! Signing the other requests is a matter of credentials, and not of the declaration.

use prolifi::{Body, Call, Service, Xml, api, endpoint};
use serde::{Deserialize, Serialize};

/// The service, in one region.
pub fn service() -> Service {
    Service::new("https://s3.eu-central-1.amazonaws.com")
}

/// A few of its operations.
#[api]
pub trait S3 {
    /// Lists the objects of a bucket.
    #[endpoint(GET, "/<bucket>?list-type=2&<prefix>&max-keys=<max_keys>")]
    fn list_objects(&self, bucket: &str, prefix: Option<&str>, max_keys: Option<u16>) -> Call<Xml<Listing>>;

    /// Deletes several objects.
    #[endpoint(POST, "/<bucket>?delete")]
    fn delete_objects(&self, bucket: &str, objects: &Xml<Delete>) -> Call<()>;

    /// Reads some attributes of an object, whose key may hold slashes.
    #[endpoint(GET, "/<bucket>/<key..>?attributes")]
    fn object_attributes(
        &self,
        bucket: &str,
        key: &str,
        #[header("x-amz-object-attributes")] attributes: &[&str],
    ) -> Call<()>;

    /// Uploads to an address that was signed for it.
    #[endpoint(PUT, idempotent = true)]
    fn put_signed(&self, #[url] address: &str, content: Body) -> Call<()>;
}

/// A part of the list of a bucket.
#[derive(Debug, Deserialize, PartialEq)]
pub struct Listing {
    /// Whether there is more.
    #[serde(rename = "IsTruncated")]
    pub is_truncated: bool,
    /// The objects.
    #[serde(rename = "Contents", default)]
    pub contents: Vec<Object>,
}

/// An object, by its key.
#[derive(Debug, Serialize, Deserialize, PartialEq)]
pub struct Object {
    /// Its key.
    #[serde(rename = "Key")]
    pub key: String,
}

/// What is to be deleted.
#[derive(Debug, Serialize)]
pub struct Delete {
    /// The objects.
    #[serde(rename = "Object")]
    pub objects: Vec<Object>,
}

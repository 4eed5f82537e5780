//! [`OwnHeaders`]: what a request adds to the headers that all requests of its client have.

use http::{HeaderMap, HeaderName, HeaderValue, header};
use smallvec::SmallVec;

/// How many headers are added: the host and the length of the body by the transport, and here what is accepted.
const ADDED_HEADERS: usize = 3;

/// A few headers, in the order in which they were added.
///
/// They are kept apart from the client's until an attempt is sent, so that those are copied once for an
/// attempt, and not once more to have them for the next.
///
/// There is room for those of most calls, the type of the body and the idempotency key, without an allocation.
#[derive(Debug, Clone, Default)]
pub(crate) struct OwnHeaders(SmallVec<[(HeaderName, HeaderValue); 2]>);

impl OwnHeaders {
    /// The first value of a header.
    pub(crate) fn get(&self, name: &HeaderName) -> Option<&HeaderValue> {
        self.0.iter().find_map(|(own, value)| (own == name).then_some(value))
    }

    /// All of them, in their order.
    #[cfg(feature = "testing")]
    pub(crate) fn iter(&self) -> impl Iterator<Item = &(HeaderName, HeaderValue)> {
        self.0.iter()
    }

    /// Removes all values of a header.
    pub(super) fn remove(&mut self, name: &HeaderName) {
        self.0.retain(|(own, _)| own != name);
    }

    /// Adds a value, beside those that the header has.
    pub(super) fn append(&mut self, name: HeaderName, value: HeaderValue) {
        self.0.push((name, value));
    }

    /// The headers of a request: those of its client, but for the ones that stand here, and these. There is
    /// room for what the transport adds. `accept` is said where neither says otherwise.
    pub(crate) fn over(&self, client: &HeaderMap, accept: HeaderValue) -> HeaderMap {
        let mut headers = HeaderMap::with_capacity(client.len() + self.0.len() + ADDED_HEADERS);
        // A part is one of the packed bytes (RFC 9110, section 14.2), which cannot be unpacked.
        let ranged = cfg!(feature = "gzip") && self.get(&header::RANGE).is_some();
        for (name, value) in client.iter().filter(|(name, _)| self.get(name).is_none()) {
            if !(ranged && name == header::ACCEPT_ENCODING) {
                headers.append(name, value.clone());
            }
        }
        for (name, value) in &self.0 {
            headers.append(name, value.clone());
        }
        headers.entry(header::ACCEPT).or_insert(accept);
        headers
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header};

    use super::OwnHeaders;

    #[test]
    fn they_replace_those_of_the_client_and_keep_their_own_values() {
        let value = HeaderValue::from_static;
        let mut client = HeaderMap::new();
        client.insert(header::USER_AGENT, value("client"));
        client.append(header::ACCEPT, value("a"));
        client.append(header::ACCEPT, value("b"));
        let mut own = OwnHeaders::default();
        own.append(header::ACCEPT, value("c"));
        own.append(header::ACCEPT, value("d"));

        let headers = own.over(&client, value("e"));
        assert_eq!(headers[header::USER_AGENT], "client");
        assert_eq!(headers.get_all(header::ACCEPT).iter().collect::<Vec<_>>(), ["c", "d"]);
        assert_eq!(own.get(&header::ACCEPT), Some(&value("c")));

        own.remove(&header::ACCEPT);
        assert_eq!(own.over(&client, value("e")), client);

        client.remove(header::ACCEPT);
        assert_eq!(own.over(&client, value("e"))[header::ACCEPT], "e");
    }
}

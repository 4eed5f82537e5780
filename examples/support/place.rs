//! Where an example calls: the emulator in its own process, or a server that the caller names.

use std::{env, error::Error, fmt};

use prolifi::{
    KeyKind,
    emulator::{Emulator, SECRET_TEST_KEY},
};

/// A server to call, and a customer to change there.
pub struct Place {
    /// The address.
    pub base_url: String,
    /// A key that reads and writes.
    pub key: String,
    /// The id of a customer that may be changed.
    pub customer: String,
    /// The server, if it is our own. It stops when this is dropped.
    pub emulator: Option<Emulator>,
}

impl Place {
    /// The emulator, unless `PROLIFI_API_KEY`, `PROLIFI_BASE_URL` and `PROLIFI_EXAMPLE_CUSTOMER` are all set.
    ///
    /// # Errors
    ///
    /// [`Refused`] for a key that is not a test key, and what starting the emulator says.
    pub async fn choose() -> Result<Self, Box<dyn Error>> {
        let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let place = (set("PROLIFI_API_KEY"), set("PROLIFI_BASE_URL"), set("PROLIFI_EXAMPLE_CUSTOMER"));
        let (Some(key), Some(base_url), Some(customer)) = place else {
            return Self::emulator().await;
        };
        if KeyKind::of(&key).is_none_or(KeyKind::is_live) {
            return Err(Refused.into());
        }
        Ok(Self { base_url, key, customer, emulator: None })
    }

    /// The emulator, with one customer whom we call `user_42`.
    async fn emulator() -> Result<Self, Box<dyn Error>> {
        let emulator = crate::emulator()?.start().await?;
        Ok(Self {
            base_url: emulator.base_url().to_owned(),
            key: SECRET_TEST_KEY.to_owned(),
            customer: "user_42".to_owned(),
            emulator: Some(emulator),
        })
    }
}

/// The key is a live one, or of a kind that is not known.
#[derive(Debug)]
pub struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "PROLIFI_API_KEY is no test key: this example changes a customer, and with a live key that customer \
             and what it is charged are real. Use an sk_test_ key.",
        )
    }
}

impl Error for Refused {}

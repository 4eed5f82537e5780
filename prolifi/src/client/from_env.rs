//! [`Prolifi::from_env`]: a client as the process's environment says.

use std::env;

use prolifi_core::Error;

use crate::{Environment, Prolifi};

impl Prolifi {
    /// A client with the settings of the process's environment: the key in `PROLIFI_API_KEY`, and the server in
    /// `PROLIFI_BASE_URL`, or else `PROLIFI_ENVIRONMENT` as `production` or `sandbox`.
    ///
    /// Nothing else in the crate reads environment variables.
    ///
    /// ```no_run
    /// use prolifi::{Prolifi, customers::Customers};
    ///
    /// async fn example() -> Result<(), prolifi::Error> {
    ///     let prolifi = Prolifi::from_env()?;
    ///     println!("{}", prolifi.get_customer("user_42").await?.email);
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Build`](crate::ErrorKind::Build), naming the variable that is missing or wrong.
    pub fn from_env() -> Result<Self, Error> {
        from_variables(|name| env::var(name).ok())
    }
}

/// An empty variable counts as not set.
fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Prolifi, Error> {
    let variable = |name| variable(name).filter(|value| !value.is_empty());
    let key = variable("PROLIFI_API_KEY")
        .ok_or_else(|| Error::build("the environment variable PROLIFI_API_KEY is not set"))?;
    let builder = match (variable("PROLIFI_BASE_URL"), variable("PROLIFI_ENVIRONMENT").as_deref()) {
        (Some(url), _) => Prolifi::builder(Environment::Production).base_url(url),
        (None, Some("production")) => Prolifi::builder(Environment::Production),
        (None, Some("sandbox")) => Prolifi::builder(Environment::Sandbox),
        (None, Some(_)) => {
            return Err(Error::build(
                "the environment variable PROLIFI_ENVIRONMENT is neither `production` nor `sandbox`",
            ));
        }
        (None, None) => {
            return Err(Error::build(
                "no server is chosen: set PROLIFI_ENVIRONMENT to `production` or `sandbox`, or PROLIFI_BASE_URL",
            ));
        }
    };
    builder.api_key(key).build()
}

#[cfg(test)]
mod tests {
    use super::from_variables;

    /// The address of the client that these variables make, or the message of its error.
    fn client(variables: &[(&str, &str)]) -> Result<String, String> {
        let value = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        from_variables(value).map(|client| client.base_url().to_owned()).map_err(|error| error.to_string())
    }

    const KEY: (&str, &str) = ("PROLIFI_API_KEY", "sk_test_4f9a1c7be2d80356");

    #[test]
    fn the_server_is_named_or_given_by_its_address() {
        for (variables, url) in [
            ([KEY, ("PROLIFI_ENVIRONMENT", "production")], "https://api.prolifi.co/api/v1/public"),
            ([KEY, ("PROLIFI_ENVIRONMENT", "sandbox")], "https://sandbox.prolifi.co/api/v1/public"),
            ([KEY, ("PROLIFI_BASE_URL", "http://127.0.0.1:8080/x/")], "http://127.0.0.1:8080/x"),
        ] {
            assert_eq!(client(&variables).as_deref(), Ok(url));
        }
        let both = [KEY, ("PROLIFI_ENVIRONMENT", "production"), ("PROLIFI_BASE_URL", "https://example.com")];
        assert_eq!(client(&both).as_deref(), Ok("https://example.com"));
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        for (variables, name) in [
            (vec![], "PROLIFI_API_KEY"),
            (vec![("PROLIFI_API_KEY", ""), ("PROLIFI_ENVIRONMENT", "sandbox")], "PROLIFI_API_KEY"),
            (vec![KEY], "PROLIFI_ENVIRONMENT"),
            (vec![KEY, ("PROLIFI_ENVIRONMENT", "")], "PROLIFI_ENVIRONMENT"),
            (vec![KEY, ("PROLIFI_ENVIRONMENT", "Production ")], "neither `production` nor `sandbox`"),
            (vec![KEY, ("PROLIFI_BASE_URL", "example.com")], "base URL"),
        ] {
            let message = client(&variables).unwrap_err();
            assert!(message.contains(name), "{message}");
            assert!(!message.contains("4f9a"), "{message}");
        }
    }
}

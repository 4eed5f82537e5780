//! [`Record`]: an object whose fields the documentation does not show.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

/// A JSON object as the service wrote it: the answer of operations whose fields are not documented.
///
/// A typed model of guessed fields would break with the first wrong guess; this holds whatever comes. To read
/// an answer as a type of your own use [`to`](Self::to), or [`Call::decode`](crate::Call::decode) on the call.
///
/// ```
/// use prolifi::Record;
/// # use prolifi::Call;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let call = Call::<Record>::answer(prolifi::http::Response::new(r#"{"entitled": true, "remaining": null}"#));
/// let check: Record = call.await?;
/// assert_eq!(check.get_bool("entitled"), Some(true));
///
/// #[derive(serde::Deserialize)]
/// struct Entitlement { entitled: bool, remaining: Option<f64> }
/// let check: Entitlement = check.to()?;
/// assert!(check.entitled && check.remaining.is_none());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Record(Map<String, Value>);

impl Record {
    /// The whole object.
    pub fn as_object(&self) -> &Map<String, Value> {
        &self.0
    }

    /// The whole object, by value.
    ///
    /// ```
    /// use prolifi::Record;
    ///
    /// let record: Record = serde_json::from_str(r#"{"id": "inv_7", "status": "paid"}"#)?;
    /// for (field, value) in record.into_object() {
    ///     println!("{field}: {value}");
    /// }
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn into_object(self) -> Map<String, Value> {
        self.0
    }

    /// A field; `None` where it is absent.
    ///
    /// ```
    /// use prolifi::Record;
    ///
    /// let record: Record = serde_json::from_str(r#"{"remaining": 2.5, "reset_at": null, "plan": {"name": "Pro"}}"#)?;
    /// assert_eq!(record.get_f64("remaining"), Some(2.5));
    /// assert_eq!(record.get_object("plan").unwrap()["name"], "Pro");
    /// // `null` is something else than absent.
    /// assert!(record.is_null("reset_at") && !record.is_null("limit"));
    /// assert_eq!(record.get("limit"), None);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.0.get(field)
    }

    /// A field that is text; `None` where it is anything else.
    pub fn get_str(&self, field: &str) -> Option<&str> {
        self.get(field)?.as_str()
    }

    /// A field that is `true` or `false`.
    pub fn get_bool(&self, field: &str) -> Option<bool> {
        self.get(field)?.as_bool()
    }

    /// A field that is a whole number.
    pub fn get_i64(&self, field: &str) -> Option<i64> {
        self.get(field)?.as_i64()
    }

    /// A field that is a number of any kind.
    pub fn get_f64(&self, field: &str) -> Option<f64> {
        self.get(field)?.as_f64()
    }

    /// A field that is a list.
    pub fn get_list(&self, field: &str) -> Option<&[Value]> {
        self.get(field)?.as_array().map(Vec::as_slice)
    }

    /// A field that is an object.
    pub fn get_object(&self, field: &str) -> Option<&Map<String, Value>> {
        self.get(field)?.as_object()
    }

    /// Whether a field is there and `null`.
    pub fn is_null(&self, field: &str) -> bool {
        self.get(field).is_some_and(Value::is_null)
    }

    /// The object as a type of your own.
    ///
    /// ```
    /// use prolifi::Record;
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Invoice {
    ///     number: u32,
    /// }
    ///
    /// let record: Record = serde_json::from_str(r#"{"number": 17, "lines": []}"#)?;
    /// assert_eq!(record.to::<Invoice>()?.number, 17);
    /// assert_eq!(record.get_list("lines"), Some(&[][..]));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What serde_json finds wrong. Its text can hold values of the object.
    pub fn to<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        T::deserialize(Value::Object(self.0.clone()))
    }
}

impl From<Map<String, Value>> for Record {
    fn from(object: Map<String, Value>) -> Self {
        Self(object)
    }
}

/// Makes an answer in a test, without a text of JSON.
///
/// ```
/// use prolifi::Record;
///
/// let plan = Record::from_iter([("name", "Pro".into()), ("seats", 5.into())]);
/// assert_eq!(plan.get_i64("seats"), Some(5));
/// ```
impl<K: Into<String>> FromIterator<(K, Value)> for Record {
    fn from_iter<I: IntoIterator<Item = (K, Value)>>(fields: I) -> Self {
        Self(fields.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }
}

impl From<Record> for Value {
    fn from(record: Record) -> Self {
        Self::Object(record.0)
    }
}

//! [`Record`]: an object whose fields the documentation does not show.

use std::{collections::HashMap, fmt};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeOwned, Error as _},
    ser::Error as _,
};
use serde_json::{Map, Value, value::RawValue};

/// A JSON object as the service wrote it: the answer of operations whose fields are not documented.
///
/// Numbers keep every digit: in [`json`](Self::json), in [`get_number`](Self::get_number), in what
/// [`to`](Self::to) reads, and where a record is written as JSON again. A [`Value`] has the nearest `f64` of one that
/// is long.
///
/// A typed model of guessed fields would break with the first wrong guess; this holds whatever comes. To read
/// an answer as a type of your own use [`to`](Self::to), or [`Call::decode`](crate::Call::decode) on the call.
///
/// ```
/// use prolifi::{Call, Record};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let call = Call::<Record>::answer(prolifi::http::Response::new(r#"{"entitled": true, "remaining": null}"#));
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
#[derive(Clone)]
pub struct Record {
    object: Map<String, Value>,
    /// The same as it was written.
    json: Box<str>,
}

impl Record {
    /// The whole object.
    pub fn as_object(&self) -> &Map<String, Value> {
        &self.object
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
        self.object
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
        self.object.get(field)
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

    /// A field that is a number, digit by digit as the service wrote it: for amounts, and for ids that are longer than
    /// any integer.
    ///
    /// ```
    /// use prolifi::Record;
    ///
    /// let record: Record = serde_json::from_str(r#"{"amount": 1.10, "id": 12345678901234567890123}"#)?;
    /// assert_eq!(record.get_number("amount"), Some("1.10"));
    /// assert_eq!(record.get_number("id"), Some("12345678901234567890123"));
    /// assert_eq!(record.get_number("name"), None);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn get_number(&self, field: &str) -> Option<&str> {
        self.get(field).filter(|value| value.is_number())?;
        let fields: HashMap<String, &RawValue> = serde_json::from_str(&self.json).ok()?;
        fields.get(field).map(|value| value.get())
    }

    /// The whole object as JSON, as the service wrote it.
    pub fn json(&self) -> &str {
        &self.json
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
        serde_json::from_str(&self.json)
    }
}

impl From<Map<String, Value>> for Record {
    fn from(object: Map<String, Value>) -> Self {
        let object = Value::Object(object);
        let json = object.to_string().into();
        match object {
            Value::Object(object) => Self { object, json },
            _ => Self::default(),
        }
    }
}

impl Default for Record {
    fn default() -> Self {
        Self { object: Map::new(), json: "{}".into() }
    }
}

/// As values: neither spaces nor the order of the fields matter.
impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        self.object == other.object
    }
}

impl Eq for Record {}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Record").field(&self.object).finish()
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json: Box<str> = Box::<RawValue>::deserialize(deserializer)?.into();
        match serde_json::from_str(&json) {
            Ok(object) => Ok(Self { object, json }),
            Err(_) => Err(D::Error::custom("no object")),
        }
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json: &RawValue = serde_json::from_str(&self.json).map_err(S::Error::custom)?;
        json.serialize(serializer)
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
        fields.into_iter().map(|(name, value)| (name.into(), value)).collect::<Map<_, _>>().into()
    }
}

impl From<Record> for Value {
    fn from(record: Record) -> Self {
        Self::Object(record.object)
    }
}

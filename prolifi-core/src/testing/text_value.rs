//! [`TextValue`]: what stands as text in a path, a query, a header or a form, to be read as a value of any type.

use std::str::FromStr;

use serde::{
    Deserializer,
    de::{
        DeserializeOwned, IntoDeserializer, Visitor,
        value::{Error, MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};

/// A text, a list of them, or such values under names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TextValue {
    Absent,
    Text(String),
    /// A text that is also a list, with commas between its items, where one is asked for.
    Joined(String),
    List(Vec<TextValue>),
    Fields(Vec<(String, TextValue)>),
}

impl TextValue {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// What the type says.
    pub(super) fn read<T: DeserializeOwned>(self) -> Result<T, String> {
        T::deserialize(self).map_err(|error| error.to_string())
    }

    fn parsed<V: FromStr>(&self) -> Option<V> {
        match self {
            Self::Text(text) | Self::Joined(text) => text.parse().ok(),
            Self::Absent | Self::List(_) | Self::Fields(_) => None,
        }
    }
}

macro_rules! parsed {
    ($($method:ident $visit:ident $number:ty),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self.parsed::<$number>() {
                Some(value) => visitor.$visit(value),
                None => self.deserialize_any(visitor),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for TextValue {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Absent => visitor.visit_unit(),
            Self::Text(text) | Self::Joined(text) => visitor.visit_string(text),
            Self::List(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter())),
            Self::Fields(fields) => visitor.visit_map(MapDeserializer::new(fields.into_iter())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Absent => visitor.visit_none(),
            some => visitor.visit_some(some),
        }
    }

    /// A list of one looks as the one does, and an empty one as nothing.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let items = match self {
            Self::Absent => Vec::new(),
            Self::List(items) => items,
            Self::Joined(text) => text.split(',').map(|item| Self::Text(item.trim().to_owned())).collect(),
            one => vec![one],
        };
        visitor.visit_seq(SeqDeserializer::new(items.into_iter()))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Absent => Self::Fields(Vec::new()).deserialize_any(visitor),
            other => other.deserialize_any(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Self::Text(text) | Self::Joined(text) => visitor.visit_enum(text.into_deserializer()),
            other => other.deserialize_any(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    parsed! {
        deserialize_bool visit_bool bool, deserialize_char visit_char char,
        deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16, deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64, deserialize_i128 visit_i128 i128,
        deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16, deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64, deserialize_u128 visit_u128 u128,
        deserialize_f32 visit_f32 f32, deserialize_f64 visit_f64 f64
    }

    forward_to_deserialize_any! { str string bytes byte_buf unit unit_struct identifier ignored_any }
}

impl IntoDeserializer<'_> for TextValue {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::TextValue;

    fn text(text: &str) -> TextValue {
        TextValue::Text(text.to_owned())
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Filter {
        ids: Vec<u64>,
        name: String,
        paid: Option<bool>,
        kind: Kind,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        Card,
    }

    #[test]
    fn text_is_read_as_the_type_says() {
        assert_eq!(text("7").read::<u64>(), Ok(7));
        assert_eq!(text("7").read::<String>(), Ok("7".to_owned()));
        assert_eq!(text("7").read::<Vec<u8>>(), Ok(vec![7]));
        assert_eq!(text("true").read::<Option<bool>>(), Ok(Some(true)));
        assert_eq!(TextValue::Absent.read::<Option<bool>>(), Ok(None));
        assert_eq!(TextValue::Absent.read::<Vec<u8>>(), Ok(Vec::new()));
        assert!(text("seven").read::<u64>().unwrap_err().contains("expected u64"));
        let fields = [
            ("ids", TextValue::List(vec![text("1"), text("2")])),
            ("name", text("12")),
            ("kind", text("card")),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value)).to_vec();
        let filter = Filter { ids: vec![1, 2], name: "12".to_owned(), paid: None, kind: Kind::Card };
        assert_eq!(TextValue::Fields(fields).read::<Filter>(), Ok(filter));
    }
}

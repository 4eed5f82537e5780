//! [`to_vec`] writes JSON, but refuses NaN and infinity, and tells `None` from an explicit null.
//!
//! JSON has no such numbers (RFC 8259, section 6), and `serde_json` writes `null` in their place: a price that was
//! computed wrong would silently clear the field. Everything else goes to the serializer below as it is, so that
//! an optimised build does for a value without floats exactly what it would do without this layer.

use std::{cell::Cell, fmt::Display};

use serde::{
    Serialize, Serializer,
    ser::{
        Error, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
        SerializeTupleStruct, SerializeTupleVariant,
    },
};

/// A value that is written. What is generic is compiled for each type, and of writing this is all that has to be.
pub(crate) trait Source {
    fn write(&self, json: Whole<'_, '_>) -> serde_json::Result<()>;
}

impl<T: Serialize> Source for T {
    fn write(&self, json: Whole<'_, '_>) -> serde_json::Result<()> {
        self.serialize(json)
    }
}

type Whole<'a, 'n> = Finite<'n, &'a mut serde_json::Serializer<Vec<u8>>>;

/// The JSON of a value; `None` for a `None`, which is no value. `Some(None)` is `null`, and so is `()`.
///
/// # Errors
///
/// What the value's own `Serialize` says, and the field that holds NaN or infinity.
pub(crate) fn to_vec(value: &dyn Source) -> serde_json::Result<Option<Vec<u8>>> {
    let mut json = serde_json::Serializer::new(Vec::with_capacity(128));
    let absent = Cell::new(false);
    value.write(Finite { inner: &mut json, field: "", absent: Some(&absent) })?;
    Ok(if absent.get() { None } else { Some(json.into_inner()) })
}

/// The layer around a serializer, or around the part of one that writes a list, a map or a struct.
pub(crate) struct Finite<'n, S> {
    inner: S,
    /// The field that is being written, for the message: the innermost that has a name.
    field: &'static str,
    /// For the value as a whole: where to say that it is `None`.
    absent: Option<&'n Cell<bool>>,
}

/// A value inside of another.
struct Inside<'a, T: ?Sized> {
    value: &'a T,
    field: &'static str,
}

impl<T: Serialize + ?Sized> Serialize for Inside<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(Finite { inner: serializer, field: self.field, absent: None })
    }
}

impl<S> Finite<'_, S> {
    fn inside<'a, T: ?Sized>(&self, value: &'a T) -> Inside<'a, T> {
        Inside { value, field: self.field }
    }

    fn part<P, E>(self, begin: impl FnOnce(S) -> Result<P, E>) -> Result<Finite<'static, P>, E> {
        let part = begin(self.inner)?;
        Ok(Finite { inner: part, field: self.field, absent: None })
    }

    #[cold]
    fn refuse<E: Error>(&self, number: f64) -> E {
        let number = if number.is_nan() { "NaN" } else { "infinite" };
        let rule = "which JSON cannot hold (RFC 8259, section 6)";
        match self.field {
            "" => E::custom(format_args!("a number is {number}, {rule}")),
            field => E::custom(format_args!("`{field}` is {number}, {rule}")),
        }
    }
}

/// Methods that hand a plain value on.
macro_rules! plain {
    ($($method:ident($type:ty);)*) => {$(
        fn $method(self, value: $type) -> Result<S::Ok, S::Error> {
            self.inner.$method(value)
        }
    )*};
}

impl<S: Serializer> Serializer for Finite<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Finite<'static, S::SerializeSeq>;
    type SerializeTuple = Finite<'static, S::SerializeTuple>;
    type SerializeTupleStruct = Finite<'static, S::SerializeTupleStruct>;
    type SerializeTupleVariant = Finite<'static, S::SerializeTupleVariant>;
    type SerializeMap = Finite<'static, S::SerializeMap>;
    type SerializeStruct = Finite<'static, S::SerializeStruct>;
    type SerializeStructVariant = Finite<'static, S::SerializeStructVariant>;

    fn serialize_f32(self, value: f32) -> Result<S::Ok, S::Error> {
        if !value.is_finite() {
            return Err(self.refuse(value.into()));
        }
        self.inner.serialize_f32(value)
    }

    fn serialize_f64(self, value: f64) -> Result<S::Ok, S::Error> {
        if !value.is_finite() {
            return Err(self.refuse(value));
        }
        self.inner.serialize_f64(value)
    }

    plain! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_i128(i128);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_u128(u128);
        serialize_char(char);
        serialize_str(&str);
        serialize_bytes(&[u8]);
        serialize_unit_struct(&'static str);
    }

    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        if let Some(absent) = self.absent {
            absent.set(true);
        }
        self.inner.serialize_none()
    }

    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        self.inner.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        let value = self.inside(value);
        self.inner.serialize_some(&value)
    }

    fn serialize_unit_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
    ) -> Result<S::Ok, S::Error> {
        self.inner.serialize_unit_variant(name, index, variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let value = self.inside(value);
        self.inner.serialize_newtype_struct(name, &value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let value = self.inside(value);
        self.inner.serialize_newtype_variant(name, index, variant, &value)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        self.part(|inner| inner.serialize_seq(length))
    }

    fn serialize_tuple(self, length: usize) -> Result<Self::SerializeTuple, S::Error> {
        self.part(|inner| inner.serialize_tuple(length))
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleStruct, S::Error> {
        self.part(|inner| inner.serialize_tuple_struct(name, length))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        self.part(|inner| inner.serialize_tuple_variant(name, index, variant, length))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        self.part(|inner| inner.serialize_map(length))
    }

    fn serialize_struct(self, name: &'static str, length: usize) -> Result<Self::SerializeStruct, S::Error> {
        self.part(|inner| inner.serialize_struct(name, length))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        self.part(|inner| inner.serialize_struct_variant(name, index, variant, length))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.inner.collect_str(value)
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

/// The parts whose values have no names.
macro_rules! unnamed {
    ($($part:ident::$method:ident;)*) => {$(
        impl<S: $part> $part for Finite<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
                let value = self.inside(value);
                self.inner.$method(&value)
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.inner.end()
            }
        }
    )*};
}

unnamed! {
    SerializeSeq::serialize_element;
    SerializeTuple::serialize_element;
    SerializeTupleStruct::serialize_field;
    SerializeTupleVariant::serialize_field;
}

/// The parts whose values do.
macro_rules! named {
    ($($part:ident)*) => {$(
        impl<S: $part> $part for Finite<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), S::Error> {
                self.inner.serialize_field(key, &Inside { value, field: key })
            }

            fn skip_field(&mut self, key: &'static str) -> Result<(), S::Error> {
                self.inner.skip_field(key)
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.inner.end()
            }
        }
    )*};
}

named!(SerializeStruct SerializeStructVariant);

/// Keys are handed on as they are: a number among them `serde_json` itself refuses unless it is finite.
impl<S: SerializeMap> SerializeMap for Finite<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        self.inner.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        let value = self.inside(value);
        self.inner.serialize_value(&value)
    }

    fn serialize_entry<K: Serialize + ?Sized, V: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &V,
    ) -> Result<(), S::Error> {
        let value = self.inside(value);
        self.inner.serialize_entry(key, &value)
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.inner.end()
    }
}

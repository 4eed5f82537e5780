//! [`MapKey`]: the key of a map's entry as text: a string, number, bool or enum.

use std::fmt::{Display, Write};

use serde::{Serialize, Serializer, ser::Impossible};

use super::problem::Problem;

pub(super) struct MapKey<'a>(pub(super) &'a mut String);

const NOT_A_KEY: &str = "a key is text, a number, a bool or an enum without data";

impl MapKey<'_> {
    fn text(self, text: impl Display) -> Result<(), Problem> {
        write!(self.0, "{text}").map_err(|_| Problem::new("the `Display` of a key failed"))
    }
}

fn refused<T>() -> Result<T, Problem> {
    Err(Problem::new(NOT_A_KEY))
}

impl Serializer for MapKey<'_> {
    type Ok = ();
    type Error = Problem;
    type SerializeSeq = Impossible<(), Problem>;
    type SerializeTuple = Impossible<(), Problem>;
    type SerializeTupleStruct = Impossible<(), Problem>;
    type SerializeTupleVariant = Impossible<(), Problem>;
    type SerializeMap = Impossible<(), Problem>;
    type SerializeStruct = Impossible<(), Problem>;
    type SerializeStructVariant = Impossible<(), Problem>;

    fn serialize_bool(self, yes: bool) -> Result<(), Problem> {
        self.text(yes)
    }

    fn serialize_i8(self, number: i8) -> Result<(), Problem> {
        self.text(number)
    }

    fn serialize_i16(self, number: i16) -> Result<(), Problem> {
        self.text(number)
    }

    fn serialize_i32(self, number: i32) -> Result<(), Problem> {
        self.text(number)
    }

    fn serialize_i64(self, number: i64) -> Result<(), Problem> {
        self.text(number)
    }

    fn serialize_i128(self, number: i128) -> Result<(), Problem> {
        self.text(number)
    }

    fn serialize_u8(self, number: u8) -> Result<(), Problem> {
        self.text(number)
    }

    fn serialize_u16(self, number: u16) -> Result<(), Problem> {
        self.text(number)
    }

    fn serialize_u32(self, number: u32) -> Result<(), Problem> {
        self.text(number)
    }

    fn serialize_u64(self, number: u64) -> Result<(), Problem> {
        self.text(number)
    }

    fn serialize_u128(self, number: u128) -> Result<(), Problem> {
        self.text(number)
    }

    fn serialize_f32(self, _: f32) -> Result<(), Problem> {
        refused()
    }

    fn serialize_f64(self, _: f64) -> Result<(), Problem> {
        refused()
    }

    fn serialize_char(self, character: char) -> Result<(), Problem> {
        self.text(character)
    }

    fn serialize_str(self, text: &str) -> Result<(), Problem> {
        self.0.push_str(text);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Problem> {
        refused()
    }

    fn serialize_none(self) -> Result<(), Problem> {
        refused()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Problem> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Problem> {
        refused()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Problem> {
        refused()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Problem> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Problem> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Problem> {
        refused()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Impossible<(), Problem>, Problem> {
        refused()
    }

    fn serialize_tuple(self, _: usize) -> Result<Impossible<(), Problem>, Problem> {
        refused()
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Impossible<(), Problem>, Problem> {
        refused()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Problem>, Problem> {
        refused()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Impossible<(), Problem>, Problem> {
        refused()
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Impossible<(), Problem>, Problem> {
        refused()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Problem>, Problem> {
        refused()
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Problem> {
        self.text(value)
    }
}

//! [`Value`] as a serializer: each kind of value in its form, or why it has none.

use std::fmt::{Display, Write};

use serde::{Serialize, Serializer, ser::Impossible};

use super::{
    list::{List, NOT_PAIRS},
    members::Members,
    problem::Problem,
    text::Pairs,
    value::{Spot, Value},
};
use crate::endpoint::{ListStyle, StructStyle};

const NULL: &str = "an explicit null has no form: leave it out with `None`";
const BYTES: &str = "bytes have no form: send text, in hexadecimal or base64 as the service wants it";
const DATA_VARIANT: &str = "an enum variant that carries data has no form: send a struct, or use `#[serde(untagged)]` or `#[serde(tag = \"..\")]`";
const NOT_FINITE: &str = "NaN and infinity are no numbers that can be sent";
const STRUCT: &str = "a struct or map has no form here: declare `structs = \"brackets\"` or `\"dots\"`";
const IN_LIST: &str =
    "a list, struct or map in a list has no form here: declare `lists = \"indices\"` or `\"brackets\"`";
const NOTHING_IN_LIST: &str = "`None` in a list has no form: leave the item out";
const NOT_FIELDS: &str =
    "a value without fields has no key: send a struct or a map, or name it `<key>` in the template";
const RAW_JSON: &str = "JSON that is kept as text has no form: send it as a string";

/// The names of the structs as which `serde_json` hands over a number (feature `arbitrary_precision`) and JSON text.
const JSON_NUMBER: &str = "$serde_json::private::Number";
const JSON_TEXT: &str = "$serde_json::private::RawValue";

impl<'a, 't> Value<'a, 't> {
    /// One value that needs no encoding.
    fn plain(self, text: &str) -> Result<(), Problem> {
        self.begin()?.plain(text);
        Ok(())
    }

    fn text(self, text: impl Display) -> Result<(), Problem> {
        // Writing to a string fails only if the value's `Display` does.
        write!(self.begin()?, "{text}").map_err(|_| Problem::new("its `Display` failed"))
    }

    fn string(self, text: &str) -> Result<(), Problem> {
        self.begin()?.text(text);
        Ok(())
    }

    /// Writes what stands before a single value.
    fn begin(self) -> Result<&'a mut Pairs<'t>, Problem> {
        match self.spot {
            Spot::Entry => return Err(Problem::new(NOT_PAIRS)),
            _ if self.key.is_root() => return Err(Problem::new(NOT_FIELDS)),
            Spot::Joined { separator, first: false } => self.pairs.plain(separator),
            Spot::Joined { .. } | Spot::Alone | Spot::Item => self.key.begin(self.pairs, self.style),
        }
        Ok(self.pairs)
    }

    /// The number as `serde_json` writes it.
    fn float(self, finite: bool, number: impl Serialize) -> Result<(), Problem> {
        if !finite {
            return Err(Problem::new(NOT_FINITE));
        }
        // The longest number with 17 digits, sign, point and exponent.
        let mut buffer = [0; 32];
        let mut rest = &mut buffer[..];
        serde_json::to_writer(&mut rest, &number).map_err(serde::ser::Error::custom)?;
        let unused = rest.len();
        let written = &buffer[..buffer.len() - unused];
        self.string(std::str::from_utf8(written).unwrap_or_default())
    }

    /// Nothing at all, where that can be told from something.
    fn nothing(self) -> Result<(), Problem> {
        match self.spot {
            Spot::Alone => Ok(()),
            Spot::Item | Spot::Joined { .. } => Err(Problem::new(NOTHING_IN_LIST)),
            Spot::Entry => Err(Problem::new(NOT_PAIRS)),
        }
    }

    fn list(self) -> Result<List<'a, 't>, Problem> {
        let one_pair = matches!(self.style.lists, ListStyle::Comma | ListStyle::Pipe | ListStyle::Space);
        match self.spot {
            Spot::Joined { .. } => Err(Problem::new(IN_LIST)),
            Spot::Item if one_pair || self.style.lists == ListStyle::Repeat => Err(Problem::new(IN_LIST)),
            Spot::Entry => Ok(List::entry(self)),
            Spot::Item | Spot::Alone => Ok(List::new(self)),
        }
    }

    fn members(self) -> Result<Members<'a, 't>, Problem> {
        match self.spot {
            Spot::Joined { .. } => Err(Problem::new(IN_LIST)),
            Spot::Item if self.style.lists == ListStyle::Repeat => Err(Problem::new(IN_LIST)),
            Spot::Entry => Err(Problem::new(NOT_PAIRS)),
            _ if !self.key.is_root() && self.style.structs == StructStyle::Flat => Err(Problem::new(STRUCT)),
            Spot::Item | Spot::Alone => Ok(Members::new(self)),
        }
    }
}

impl<'a, 't> Serializer for Value<'a, 't> {
    type Ok = ();
    type Error = Problem;
    type SerializeSeq = List<'a, 't>;
    type SerializeTuple = List<'a, 't>;
    type SerializeTupleStruct = List<'a, 't>;
    type SerializeTupleVariant = Impossible<(), Problem>;
    type SerializeMap = Members<'a, 't>;
    type SerializeStruct = Members<'a, 't>;
    type SerializeStructVariant = Impossible<(), Problem>;

    fn serialize_bool(self, yes: bool) -> Result<(), Problem> {
        self.plain(if yes { "true" } else { "false" })
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

    fn serialize_f32(self, number: f32) -> Result<(), Problem> {
        self.float(number.is_finite(), number)
    }

    fn serialize_f64(self, number: f64) -> Result<(), Problem> {
        self.float(number.is_finite(), number)
    }

    fn serialize_char(self, character: char) -> Result<(), Problem> {
        self.text(character)
    }

    fn serialize_str(self, text: &str) -> Result<(), Problem> {
        self.string(text)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Problem> {
        Err(Problem::new(BYTES))
    }

    fn serialize_none(self) -> Result<(), Problem> {
        self.nothing()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Problem> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Problem> {
        if self.key.is_root() { self.nothing() } else { Err(Problem::new(NULL)) }
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Problem> {
        self.nothing()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Problem> {
        self.string(variant)
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
        Err(Problem::new(DATA_VARIANT))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'a, 't>, Problem> {
        self.list()
    }

    fn serialize_tuple(self, _: usize) -> Result<List<'a, 't>, Problem> {
        self.list()
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List<'a, 't>, Problem> {
        self.list()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Problem>, Problem> {
        Err(Problem::new(DATA_VARIANT))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members<'a, 't>, Problem> {
        self.members()
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Members<'a, 't>, Problem> {
        match name {
            JSON_NUMBER => Ok(Members::transparent(self)),
            JSON_TEXT => Err(Problem::new(RAW_JSON)),
            _ => self.members(),
        }
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Problem>, Problem> {
        Err(Problem::new(DATA_VARIANT))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Problem> {
        self.text(value)
    }
}

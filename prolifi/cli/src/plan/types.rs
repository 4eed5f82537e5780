//! What is written: types and models, before usage decides on details.

/// A type of Rust. Whether a value may be absent is said where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Type {
    Text,
    Bool,
    /// `i64`, `i32`, `u64` or the like.
    Integer(&'static str),
    Float,
    Time,
    /// Any JSON.
    Value,
    /// An object of which nothing is said.
    Object,
    Map(Box<Type>),
    List(Box<Type>),
    Optional(Box<Type>),
    Model(usize),
}

/// A type, and why it says less than the document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Typed {
    pub(crate) ty: Type,
    pub(crate) reason: Option<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) kind: Kind,
    /// The name of the schema, where it has one.
    pub(crate) schema: Option<String>,
}

#[derive(Debug, Clone)]
pub(crate) enum Kind {
    /// Is planned at the moment, further up.
    Begun,
    Struct {
        fields: Vec<Field>,
        /// What members hold that have no name.
        more: Option<Type>,
    },
    Enum(Vec<Variant>),
    /// An enum whose variants are told apart by a member.
    Tagged {
        tag: String,
        variants: Vec<(Variant, usize)>,
    },
    /// An enum of types that a query tells apart by how they are written.
    Either(Vec<(String, Type)>),
    Alias(Typed),
    /// A type for each status.
    Answers(Vec<StatusVariant>),
}

#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// As the document writes it.
    pub(crate) wire: String,
    /// As Rust does, `r#type` included.
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) typed: Typed,
    /// The only value there is.
    pub(crate) constant: Option<String>,
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    /// Whether the field is a circle of structs without it.
    pub(crate) boxed: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Variant {
    pub(crate) wire: String,
    pub(crate) name: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StatusVariant {
    /// `200`, or `2xx`.
    pub(crate) status: String,
    pub(crate) name: String,
    /// `None` where the body is not read.
    pub(crate) body: Option<String>,
    pub(crate) ty: Option<Type>,
}

impl Type {
    pub(crate) fn list(self) -> Self {
        Self::List(Box::new(self))
    }

    /// Whether it is written with `Display`.
    pub(crate) fn is_scalar(&self) -> bool {
        matches!(self, Self::Text | Self::Bool | Self::Integer(_) | Self::Float | Self::Time)
    }

    /// A list without those of its items that are `null`, which nothing but JSON can write.
    pub(crate) fn without_null(self) -> Self {
        match self {
            Self::List(item) => match *item {
                Self::Optional(item) => Self::List(item),
                item => item.list(),
            },
            other => other,
        }
    }

    /// The models that are named.
    pub(crate) fn models(&self) -> Vec<usize> {
        match self {
            Self::Model(index) => vec![*index],
            Self::List(inner) | Self::Map(inner) | Self::Optional(inner) => inner.models(),
            _ => Vec::new(),
        }
    }

    /// The model that lies in it without a pointer.
    pub(crate) fn inline_model(&self) -> Option<usize> {
        match self {
            Self::Model(index) => Some(*index),
            Self::Optional(inner) => inner.inline_model(),
            _ => None,
        }
    }
}

impl From<Type> for Typed {
    fn from(ty: Type) -> Self {
        Self { ty, reason: None }
    }
}

impl Typed {
    /// Any JSON, for this reason.
    pub(crate) fn value(reason: impl Into<String>) -> Self {
        Self { ty: Type::Value, reason: Some(reason.into()) }
    }
}

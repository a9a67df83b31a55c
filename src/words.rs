//! Enumerations whose values have words, in options, files, tables and bindings.

/// Declares them: documentation and name, and of each value documentation, name and word.
macro_rules! words {
    ($($(#[doc = $doc:literal])+ $Name:ident { $($(#[doc = $meaning:literal])+ $Value:ident = $word:literal,)* })*) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $Name { $($(#[doc = $meaning])+ #[serde(rename = $word)] $Value,)* }

        impl $Name {
            /// Every one of them, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$Value),*];

            /// Its word.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$Value => $word,)* }
            }
        }
    )*};
}

pub(crate) use words;

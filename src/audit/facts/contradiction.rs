//! What an answer says against itself.

macro_rules! contradictions {
    ($($(#[doc = $doc:literal])+ $Variant:ident = $text:literal,)*) => {
        /// What an answer says against itself, the gravest first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Contradiction {
            $($(#[doc = $doc])+ $Variant,)*
        }

        impl Contradiction {
            /// Every contradiction, in the order of this type and of `docs/audit.md`.
            pub const KNOWN: &'static [Self] = &[$(Self::$Variant,)*];

            /// Its code.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$Variant => $text,)* }
            }
        }
    };
}

contradictions! {
    /// A part names another package or document than the one that it is in.
    ForeignPart = "foreign_part",
    /// The package is executed, but a revision is not signed or a document not executed.
    ExecutedButUnsigned = "executed_but_unsigned",
    /// The state is `executed`, but `isExecuted` is false.
    ExecutedButNotFlagged = "executed_but_not_flagged",
    /// Everything is signed, but `isExecuted` is false.
    SignedButNotExecuted = "signed_but_not_executed",
    /// The state is `expired`, but `isExecuted` is true.
    ExpiredButExecuted = "expired_but_executed",
    /// It was not sent yet, but `isExecuted` is true.
    UnsentButExecuted = "unsent_but_executed",
    /// A document is executed, but a revision of it is not signed.
    DocumentExecutedButUnsigned = "document_executed_but_unsigned",
    /// Each revision of a document is signed, but the document is not executed.
    DocumentSignedButNotExecuted = "document_signed_but_not_executed",
    /// A revision and the link to it differ about `isSigned` or `isNext`.
    RevisionAndLinkDisagree = "revision_and_link_disagree",
    /// A revision is of nobody among the signers.
    UnknownSigner = "unknown_signer",
    /// In sequential signing, one has signed or is next who comes after one who has not signed.
    OutOfOrder = "out_of_order",
    /// One is next who has signed.
    NextButSigned = "next_but_signed",
    /// A video was deleted, but can be played.
    DeletedVideoAvailable = "deleted_video_available",
}

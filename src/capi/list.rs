//! The packages of the account.

use std::ffi::{c_char, c_void};
use std::mem::offset_of;

use super::answer::{Arena, Convert, free_answer};
use super::calls::{Work, wait};
use super::client::iinked_client;
use super::error::iinked_error;
use super::records::iinked_package_summary;
use super::text::{id, optional_text, texts};
use super::versioned::copy;
use super::{IINKED_FILTER_ANY, IINKED_FILTER_NO, IINKED_FILTER_YES, iinked_code};
use crate::model::{PackageSummary, View};
use crate::{Client, Error, Filters, Id, PackageList, Result};

/// Which packages to list.  Set all of it to zero, then `struct_size`, then what shall filter, as in
/// `iinked_list_filters filters = {0}; filters.struct_size = sizeof filters;`.
///
/// Its texts are read during the call only.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct iinked_list_filters {
    /// `sizeof(iinked_list_filters)`: tells the library which fields the program knows.
    pub struct_size: usize,
    /// That member's packages; NULL for no filter.
    pub member_id: *const c_char,
    /// That team's packages; NULL for no filter.
    pub team_id: *const c_char,
    /// Packages in that folder; NULL for no filter.
    pub folder_id: *const c_char,
    /// Packages of the whole organization, one of `IINKED_FILTER_…`.
    pub all_members: i32,
    /// Only executed ones, or only others, one of `IINKED_FILTER_…`.
    pub is_executed: i32,
    /// Full text; `Contract*` also finds words that begin so.  NULL for no filter.
    pub search: *const c_char,
    /// Package types as the server writes them (`Sequential`); NULL for no filter.
    pub types: *const *const c_char,
    /// How many elements `types` has.
    pub types_len: usize,
    /// Package states as the server writes them (`open`); NULL for no filter.
    pub states: *const *const c_char,
    /// How many elements `states` has.
    pub states_len: usize,
    /// Only `created` is documented.  NULL leaves the order to the server.
    pub sort_by: *const c_char,
    /// With a sign-by date within so many days; 0 for no filter.
    pub days: u32,
    /// How many packages to ask for at a time; 0 is 100.
    pub page_size: u32,
}

/// The struct's size in its first version, which ended with `page_size`.  A program that leaves `struct_size` 0 is taken to
/// know that version.
const FIRST_SIZE: usize = offset_of!(iinked_list_filters, page_size) + size_of::<u32>();

/// The packages of the account that pass the filters, all pages, each once.
#[repr(C)]
pub struct iinked_package_list {
    /// The packages.
    pub items: *const *const iinked_package_summary,
    /// How many elements `items` has.
    pub items_len: usize,
    /// All packages as one JSON array.
    pub json: *const c_char,
}

impl Convert for Vec<PackageSummary> {
    type C = iinked_package_list;

    fn convert(&self, arena: &Arena) -> iinked_package_list {
        let (items, items_len) = arena.list(Some(self));
        iinked_package_list { items, items_len, json: arena.text(Some(&View::List(self).to_json())) }
    }
}

/// # Safety
/// `filters` is NULL or points to `struct_size` bytes (`FIRST_SIZE` if that is 0), whose pointers are valid.
pub(super) unsafe fn read_filters(filters: *const iinked_list_filters) -> Result<PackageList> {
    if filters.is_null() {
        return Ok(PackageList::new(Filters::default()));
    }
    // SAFETY: the caller's promise; zeros are a value of every field.
    let f: iinked_list_filters = unsafe { copy(filters, FIRST_SIZE, "filters") }?;
    // SAFETY: the caller's promise about every text.
    let list = unsafe {
        PackageList::new(Filters {
            member_id: optional_id(f.member_id, "filters.member_id")?,
            team_id: optional_id(f.team_id, "filters.team_id")?,
            folder_id: optional_id(f.folder_id, "filters.folder_id")?,
            all_members: flag(f.all_members, "filters.all_members")?,
            search: optional_text(f.search, "filters.search")?.map(str::to_owned),
            types: texts(f.types, f.types_len, "filters.types")?,
            states: texts(f.states, f.states_len, "filters.states")?,
            is_executed: flag(f.is_executed, "filters.is_executed")?,
            days: Some(f.days).filter(|&days| days > 0),
            sort_by: optional_text(f.sort_by, "filters.sort_by")?.map(str::to_owned),
        })
    };
    if f.page_size == 0 { Ok(list) } else { list.page_size(f.page_size) }
}

/// # Safety
/// As [`id`].
unsafe fn optional_id(text: *const c_char, name: &str) -> Result<Option<String>> {
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: the caller's promise.
    unsafe { id(text, name) }.map(|id: Id| Some(id.as_str().to_owned()))
}

fn flag(value: i32, name: &str) -> Result<Option<bool>> {
    match value {
        IINKED_FILTER_ANY => Ok(None),
        IINKED_FILTER_YES => Ok(Some(true)),
        IINKED_FILTER_NO => Ok(Some(false)),
        _ => Err(Error::invalid_argument(format!("{name} is none of IINKED_FILTER_ANY, _YES, _NO"))),
    }
}

/// # Safety
/// As [`read_filters`].
pub(super) unsafe fn every_page(
    filters: *const iinked_list_filters,
) -> Result<impl Work<Answer = Vec<PackageSummary>>> {
    // SAFETY: the caller's promise.
    let mut list = unsafe { read_filters(filters) }?;
    Ok(async move |client: Client| {
        let mut packages = Vec::new();
        while let Some(page) = list.next_page(&client).await? {
            packages.extend(page);
        }
        Ok(packages)
    })
}

/// Receives the outcome of an asynchronous call, once, on a thread of the library.
///
/// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.  At the end of
/// a list that is read page by page `code` is `IINKED_OK`, and both are NULL.
/// The receiver owns both: free them with `iinked_package_list_free` and `iinked_error_free`.
/// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
pub type iinked_package_list_callback = Option<
    unsafe extern "C" fn(
        code: iinked_code,
        answer: *mut iinked_package_list,
        error: *mut iinked_error,
        user_data: *mut c_void,
    ),
>;

/// Frees a list of packages and everything in it.  NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_package_list_free(answer: *mut iinked_package_list) {
    // SAFETY: NULL or an answer of this type that was not freed, as the header asks.
    unsafe { free_answer(answer) };
}

/// The packages of the account that pass the filters: `POST packages/list`, every page.
///
/// `filters` may be NULL: no filter.  Every package that is there from the first request to the last is in it once,
/// however packages are added or deleted meanwhile; or the call ends in `IINKED_ERR_RESPONSE` with a message that says the
/// list may be incomplete.
/// Errors: as `iinked_client_package_status`.
///
/// Blocks until all pages are there.  The configuration's `timeout` is for each page, not for the whole list.
/// On success `*out` is the answer: free it with `iinked_package_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_list_packages(
    client: *const iinked_client,
    filters: *const iinked_list_filters,
    out: *mut *mut iinked_package_list,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { wait(client, out, err, || every_page(filters)) }
}

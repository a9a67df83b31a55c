// Generated from src/capi by `make generate`; do not edit.

//! The work of each operation, after its arguments were checked.

use std::ffi::c_char;

use super::calls::Work;
use super::text::{id, optional_text};
use crate::model::{Package, PackageStatus, PackageVideos, RescindedPackage};
use crate::{Client, Result};

/// # Safety
/// As [`id`]; a text may be NULL.
pub(super) unsafe fn delete_package(
    package_id: *const c_char,
    notify: bool,
    override_retention: bool,
) -> Result<impl Work<Answer = PackageVideos>> {
    // SAFETY: the caller's promise.
    let package_id = unsafe { id(package_id, "package_id") }?;
    let options = crate::DeleteOptions { notify, override_retention };
    Ok(async move |client: Client| client.delete_package(&package_id, options).await)
}

/// # Safety
/// As [`id`]; a text may be NULL.
pub(super) unsafe fn delete_video(
    package_id: *const c_char,
    meeting_video_id: *const c_char,
) -> Result<impl Work<Answer = PackageVideos>> {
    // SAFETY: the caller's promise.
    let package_id = unsafe { id(package_id, "package_id") }?;
    // SAFETY: the caller's promise.
    let meeting_video_id = unsafe { id(meeting_video_id, "meeting_video_id") }?;
    Ok(async move |client: Client| client.delete_video(&package_id, &meeting_video_id).await)
}

/// # Safety
/// As [`id`]; a text may be NULL.
pub(super) unsafe fn delete_all_videos(package_id: *const c_char) -> Result<impl Work<Answer = PackageVideos>> {
    // SAFETY: the caller's promise.
    let package_id = unsafe { id(package_id, "package_id") }?;
    Ok(async move |client: Client| client.delete_all_videos(&package_id).await)
}

/// # Safety
/// As [`id`]; a text may be NULL.
pub(super) unsafe fn get_package(package_id: *const c_char) -> Result<impl Work<Answer = Package>> {
    // SAFETY: the caller's promise.
    let package_id = unsafe { id(package_id, "package_id") }?;
    Ok(async move |client: Client| client.get_package(&package_id).await)
}

/// # Safety
/// As [`id`]; a text may be NULL.
pub(super) unsafe fn rescind_package(
    package_id: *const c_char,
    message: *const c_char,
    notify: bool,
) -> Result<impl Work<Answer = RescindedPackage>> {
    // SAFETY: the caller's promise.
    let package_id = unsafe { id(package_id, "package_id") }?;
    // SAFETY: the caller's promise.
    let message = unsafe { optional_text(message, "message") }?.map(str::to_owned);
    let options = crate::RescindOptions { message, notify };
    Ok(async move |client: Client| client.rescind_package(&package_id, options).await)
}

/// # Safety
/// As [`id`]; a text may be NULL.
pub(super) unsafe fn package_status(package_id: *const c_char) -> Result<impl Work<Answer = PackageStatus>> {
    // SAFETY: the caller's promise.
    let package_id = unsafe { id(package_id, "package_id") }?;
    Ok(async move |client: Client| client.package_status(&package_id).await)
}

/// # Safety
/// As [`id`]; a text may be NULL.
pub(super) unsafe fn list_videos(package_id: *const c_char) -> Result<impl Work<Answer = PackageVideos>> {
    // SAFETY: the caller's promise.
    let package_id = unsafe { id(package_id, "package_id") }?;
    Ok(async move |client: Client| client.list_videos(&package_id).await)
}

/* Saves a video: download BASE_URL API_KEY FOLDER SLOW_BASE_URL
 *
 * The emulator behind BASE_URL has the video; the host of the one behind SLOW_BASE_URL stops in the middle. */
#include <sys/stat.h>

#include "waiting.h"

#define PACKAGE "c603079c-2dc7-4af7-8c2e-dc992662621c"
#define VIDEO "4c512b8a-c1ad-47da-ae22-5a61115505e3"
enum { SIZE = 484524 };

static const char *key, *folder;

static const char *path_of(const char *name) {
    static char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* How long a file is; -1 if there is none. */
static long length(const char *name) {
    struct stat found;
    return stat(path_of(name), &found) == 0 ? (long)found.st_size : -1;
}

/* How far a download was when it was told last, and what it is answered. */
typedef struct {
    int64_t bytes, total;
    bool end, came;
    iinked_code code;
    iinked_video_file *file;
} watch;

static bool on_bytes(int64_t bytes, int64_t total, void *user_data) {
    watch *it = user_data;
    MUST(bytes >= 0 && bytes <= total && total == SIZE);
    LOCKED(it->bytes = bytes, it->total = total);
    return it->end;
}

static void on_file(iinked_code code, iinked_video_file *file, iinked_error *error, void *user_data) {
    watch *it = user_data;
    iinked_error_free(error);
    LOCKED(it->came = true, it->code = code, it->file = file);
}

static void expect_file(const iinked_video_file *file, const char *name) {
    MUST(file && strcmp(file->path, path_of(name)) == 0 && file->bytes == SIZE && length(name) == SIZE);
    MUST(strlen(file->sha256) == 64 && strcmp(file->content_type, "video/mp4") == 0);
}

static void saved(const iinked_client *client) {
    iinked_video_file *file = NULL;
    iinked_error *error = NULL;
    iinked_call *call = NULL;
    watch progress = {0, 0, false, false, IINKED_OK, NULL};
    if (iinked_client_download_video(client, PACKAGE, VIDEO, path_of("film"), on_bytes, &progress, &file, &error))
        fprintf(stderr, "%s\n", iinked_error_message(error));
    expect_file(file, "film");
    MUST(progress.bytes == SIZE);
    iinked_video_file_free(file);
    /* A path that is taken stays as it is. */
    MUST(iinked_client_download_video(client, PACKAGE, VIDEO, path_of("film"), NULL, NULL, &file, &error) ==
           IINKED_ERR_INVALID_ARGUMENT);
    MUST(!file && strstr(iinked_error_message(error), path_of("film")));
    iinked_error_free(error);
    MUST(iinked_client_download_video_async(client, PACKAGE, VIDEO, path_of("later"), NULL, NULL, on_file, &progress,
                                              &call, NULL) == IINKED_OK);
    AWAIT(progress.came);
    MUST(progress.code == IINKED_OK);
    expect_file(progress.file, "later");
    iinked_video_file_free(progress.file);
    iinked_call_free(call);
}

static void ended(const iinked_client *slow) {
    iinked_video_file *file = NULL;
    iinked_call *call = NULL;
    watch progress = {0, 0, true, false, IINKED_OK, NULL};
    MUST(iinked_client_download_video(slow, PACKAGE, VIDEO, path_of("ended"), on_bytes, &progress, &file, NULL) ==
           IINKED_ERR_CANCELLED);
    MUST(!file && progress.bytes < SIZE);
    progress.end = false, progress.total = 0;
    MUST(iinked_client_download_video_async(slow, PACKAGE, VIDEO, path_of("cancelled"), on_bytes, &progress, on_file,
                                              &progress, &call, NULL) == IINKED_OK);
    AWAIT(progress.total);
    iinked_call_cancel(call);
    AWAIT(progress.came);
    MUST(progress.code == IINKED_ERR_CANCELLED && !progress.file);
    iinked_call_free(call);
}

int main(int argc, char **argv) {
    iinked_client *client, *slow;
    if (argc < 5) return 2;
    key = argv[2], folder = argv[3];
    client = client_of(config_of(argv[1], key)), slow = client_of(config_of(argv[4], key));
    saved(client);
    ended(slow);
    iinked_client_free(client);
    iinked_client_free(slow);
    puts("survived");
    return 0;
}

// Saves every archived video of a package into a folder: SaveVideo PACKAGE_ID FOLDER
//
// For .NET Framework 4.7.2 and later.  Ctrl-C ends it, and leaves no half file.  The key is taken from IINKEDSIGN_API_KEY.
using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using IinkedSign;

internal static class SaveVideo
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments.Length != 2)
        {
            Console.Error.WriteLine("SaveVideo PACKAGE_ID FOLDER");
            return 2;
        }
        string packageId = arguments[0], folder = arguments[1];
        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            interrupted.Cancel();
        };
        try
        {
            using var client = new IinkedSignClient();
            PackageVideos listed = await client.ListVideosAsync(packageId, interrupted.Token);
            foreach (Video video in listed.Videos.Where(video => video.State == VideoState.Archived))
            {
                string path = Path.Combine(folder, video.MeetingVideoId + ".mp4");
                VideoFile file = await client.DownloadVideoAsync(
                    packageId, video.MeetingVideoId!, path, new Percent(video.Size), interrupted.Token);
                Console.WriteLine($"{file.Path}: {file.Bytes} bytes, SHA-256 {file.Sha256}");
            }
            return 0;
        }
        catch (IinkedSignException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
    }

    /// <summary>Shows each tenth that is there, on the thread that reports it.</summary>
    private sealed class Percent(long? size) : IProgress<long>
    {
        private long shown = -1;

        public void Report(long bytes)
        {
            if (size is not > 0) return;
            long percent = bytes * 10 / size.Value * 10;
            if (percent == shown) return;
            shown = percent;
            Console.Error.Write($"\r{percent} %{(percent == 100 ? "\n" : "")}");
        }
    }
}

// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
#if !CSHARP7
using System.Security.Cryptography;
#endif
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    [TestFixture]
    public class DownloadTests
    {
        private const string Failed =
            "download of video " + Emulator.Video + " of package " + Emulator.Package + " failed: ";

        private delegate VideoFile Form(
            IinkedSignClient client, string path, IProgress<long> progress, CancellationToken token);

        private static readonly Form[] Forms =
        {
            (client, path, progress, token) => client.DownloadVideo(
                Emulator.Package, Emulator.Video, path, progress, token),
            (client, path, progress, token) => client.DownloadVideoAsync(
                Emulator.Package, Emulator.Video, path, progress, token).GetAwaiter().GetResult(),
        };

        [Test]
        public void AVideoIsSavedWholeAndItsProgressTold()
        {
            using (var emulator = new Emulator())
            using (IinkedSignClient client = emulator.Client())
            using (var source = new CancellationTokenSource())
            {
                foreach (CancellationToken token in new[] { CancellationToken.None, source.Token })
                    foreach (Form download in Forms)
                    {
                        var told = new List<long>();
                        VideoFile file = download(client, emulator.Film, new Told<long>(told.Add), token);
                        byte[] saved = File.ReadAllBytes(emulator.Film);
                        Assert.That(file.Path, Is.EqualTo(emulator.Film));
                        Assert.That(file.Bytes, Is.EqualTo(Emulator.VideoBytes));
                        Assert.That(saved.LongLength, Is.EqualTo(Emulator.VideoBytes));
#if !CSHARP7
                        // .NET Core 3.1 wants an OpenSSL that is gone.
                        using (SHA256 sha256 = SHA256.Create())
                            Assert.That(file.Sha256, Is.EqualTo(
                                string.Concat(sha256.ComputeHash(saved).Select(one => one.ToString("x2")))));
#endif
                        Assert.That(file.ContentType, Is.EqualTo("video/mp4"));
                        Assert.That(told, Is.Ordered);
                        Assert.That(told.Last(), Is.EqualTo(Emulator.VideoBytes));
                        Assert.That(emulator.Files, Is.EqualTo(new[] { "film.mp4" }));
                        File.Delete(emulator.Film);
                    }
            }
        }

        [Test]
        public void ManyAtOnce()
        {
            using (var emulator = new Emulator())
            using (IinkedSignClient client = emulator.Client())
            {
                Task<VideoFile>[] tasks = Enumerable.Range(0, 8).Select(number => client.DownloadVideoAsync(
                    Emulator.Package, Emulator.Video, emulator.Film + number)).ToArray();
                Task.WaitAll(tasks);
                Assert.That(tasks.Select(task => task.Result.Sha256).Distinct().Count(), Is.EqualTo(1));
                Assert.That(emulator.Files.Length, Is.EqualTo(8));
            }
        }

        [Test]
        public void WhatAProgressCallbackThrowsEndsTheDownload()
        {
            var thrown = new InvalidOperationException("the window is closed");
            using (var emulator = new Emulator("video:stall=100000"))
            using (IinkedSignClient client = emulator.Client())
            {
                foreach (Form download in Forms)
                {
                    int told = 0;
                    var progress = new Told<long>(bytes =>
                    {
                        told++;
                        throw thrown;
                    });
                    Assert.That(
                        Server.Fails<InvalidOperationException>(
                            () => download(client, emulator.Film, progress, CancellationToken.None)),
                        Is.SameAs(thrown));
                    Assert.That(told, Is.EqualTo(1));
                    Assert.That(emulator.Files, Is.Empty);
                }
            }
        }

        /// <summary>A thread that other calls wait for may tell the progress.</summary>
        [Test]
        public void AProgressCallbackCannotMakeASynchronousCall()
        {
            using (var emulator = new Emulator())
            using (IinkedSignClient client = emulator.Client())
            using (var source = new CancellationTokenSource())
            {
                foreach (CancellationToken token in new[] { CancellationToken.None, source.Token })
                    foreach (Form download in Forms)
                    {
                        var progress = new Told<long>(bytes => client.ListVideos(Emulator.Package, token));
                        Assert.That(
                            Server.Fails<ConfigurationException>(() => download(client, emulator.Film, progress, token)).Message,
                            Does.Contain("use the asynchronous method"));
                        Assert.That(emulator.Files, Is.Empty);
                    }
            }
        }

        [Test]
        public void CancellingInTheMiddleLeavesNothing()
        {
            using (var emulator = new Emulator("video:stall=100000"))
            using (IinkedSignClient client = emulator.Client())
            {
                foreach (Form download in Forms)
                    using (var source = new CancellationTokenSource())
                    {
                        var progress = new Told<long>(bytes => source.Cancel());
                        var error = Server.Fails<TaskCanceledException>(
                            () => download(client, emulator.Film, progress, source.Token));
                        Assert.That(error.CancellationToken, Is.EqualTo(source.Token));
                        Assert.That(emulator.Files, Is.Empty);
                    }
            }
        }

        [Test]
        public void APathThatCannotBeWrittenIsRefusedBeforeAnythingIsSent()
        {
            using (var emulator = new Emulator())
            using (IinkedSignClient client = emulator.Client())
            {
                string taken = Path.Combine(emulator.Folder, "taken"), nowhere = Path.Combine(emulator.Folder, "no/film");
                File.WriteAllText(taken, "mine");
                var refused = new Dictionary<string, string>
                {
                    [taken] = $"{taken}: File exists (os error 17)",
                    [emulator.Folder] = $"{emulator.Folder}: File exists (os error 17)",
                    [nowhere] = $"{nowhere}.part: No such file or directory (os error 2)",
                    [taken + "/film"] = $"{taken}/film: Not a directory (os error 20)",
                };
                foreach (Form download in Forms)
                {
                    foreach (KeyValuePair<string, string> one in refused)
                        Refused(download, client, one.Key,
                            $"{Failed}{one.Value}; choose a path that is free, and where there is room");
                    Refused(download, client, "", "path is empty; nothing was sent");
                    Refused(download, client, "a\0b", "path has a NUL; nothing was sent");
                    Refused(download, client, null, "path is null; nothing was sent");
                }
                Assert.That(File.ReadAllText(taken), Is.EqualTo("mine"));
                Assert.That(emulator.Files, Is.EqualTo(new[] { "taken" }));
                Assert.That(emulator.Sent, Is.Empty);
            }
        }

        private static void Refused(Form download, IinkedSignClient client, string path, string message) =>
            Assert.That(
                Server.Fails<InvalidArgumentException>(() => download(client, path, null, CancellationToken.None)).Message,
                Is.EqualTo(message));

        [Test]
        public void AUrlThatExpiredIsAskedForAnew()
        {
            using (var emulator = new Emulator("video:status=403,times=1"))
            using (IinkedSignClient client = emulator.Client())
            {
                client.DownloadVideo(Emulator.Package, Emulator.Video, emulator.Film);
                Assert.That(emulator.Sent, Is.EqualTo("list_videos:200 download_video:403 list_videos:200 download_video:200"));
            }
            using (var emulator = new Emulator("video:status=403"))
            using (IinkedSignClient client = emulator.Client())
            {
                string url = client.ListVideos(Emulator.Package).Videos.Single().Url.Reveal();
                var error = Server.Fails<PermissionDeniedException>(
                    () => client.DownloadVideo(Emulator.Package, Emulator.Video, emulator.Film));
                Assert.That(error.Message, Is.EqualTo(
                    Failed + "the video host answered 403; list the videos of the package, and check its state"));
                Assert.That(error.ToString(), Does.Not.Contain(new Uri(url).Query));
                Assert.That(emulator.Files, Is.Empty);
            }
        }

        [Test]
        public void ADownloadThatBreaksOffGoesOnWhereItWas()
        {
            using (var emulator = new Emulator("video:cut=100000,times=2"))
            using (IinkedSignClient client = emulator.Client())
            {
                var told = new List<long>();
                VideoFile file = client.DownloadVideo(Emulator.Package, Emulator.Video, emulator.Film, new Told<long>(told.Add));
                Assert.That(emulator.Sent, Is.EqualTo(
                    "list_videos:200 download_video:200 download_video:206 download_video:206"));
                Assert.That(file.Bytes, Is.EqualTo(Emulator.VideoBytes));
                Assert.That(told, Is.Ordered);
            }
        }

        [Test]
        public void WhatIsNotTheVideoIsNotSaved()
        {
            using (var emulator = new Emulator("video:html"))
            using (IinkedSignClient client = emulator.Client())
            {
                Assert.That(
                    Server.Fails<ResponseException>(
                        () => client.DownloadVideo(Emulator.Package, Emulator.Video, emulator.Film)).Message,
                    Is.EqualTo(Failed + "the video host sent text/html; charset=utf-8 instead of a video; nothing was saved"));
                Assert.That(
                    Server.Fails<InvalidArgumentException>(
                        () => client.DownloadVideo(Emulator.Package, "another", emulator.Film)).Message,
                    Does.Contain("the package lists no such video; list the videos of the package"));
                Assert.That(emulator.Files, Is.Empty);
            }
        }
    }
}

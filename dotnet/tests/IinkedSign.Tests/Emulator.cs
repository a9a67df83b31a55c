// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace IinkedSign.Tests
{
    /// <summary>The stand-in for the remote API, in a process of its own, with an empty folder to save videos in.</summary>
    internal sealed class Emulator : IDisposable
    {
        /// <summary>A package whose video can be saved.</summary>
        internal const string Package = "c603079c-2dc7-4af7-8c2e-dc992662621c";

        internal const string Video = "4c512b8a-c1ad-47da-ae22-5a61115505e3";
        internal const long VideoBytes = 484524;

        private readonly Process process;
        private readonly string key;
        private readonly List<Attempt> attempts = new List<Attempt>();

        internal Emulator(params string[] faults)
        {
            string program = Path.Combine(Server.Prepared("ROOT"), "dotnet/tests/IinkedSign.Tests/programs/emulator.py");
            process = Process.Start(new ProcessStartInfo(Server.Prepared("PYTHON"), program + " " + string.Join(" ", faults))
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            });
            string[] printed = process.StandardOutput.ReadLine().Split(' ');
            BaseUrl = printed[0];
            key = printed[1];
            Folder = Path.Combine(Path.GetTempPath(), "iinkedsign-" + Guid.NewGuid());
            Directory.CreateDirectory(Folder);
        }

        internal string BaseUrl { get; }

        internal string Folder { get; }

        /// <summary>Where a test saves the video.</summary>
        internal string Film => Path.Combine(Folder, "film.mp4");

        /// <summary>The names of the files that are there.</summary>
        internal string[] Files => Directory.GetFileSystemEntries(Folder).Select(Path.GetFileName).ToArray();

        /// <summary>What was sent, a word an attempt.</summary>
        internal string Sent
        {
            get
            {
                lock (attempts) return string.Join(" ", attempts.Select(attempt => $"{attempt.Operation}:{attempt.HttpStatus}"));
            }
        }

        internal IinkedSignOptions Options => new IinkedSignOptions
        {
            ApiKey = key,
            BaseUrl = BaseUrl,
            OnAttempt = attempt =>
            {
                lock (attempts) attempts.Add(attempt);
            },
        };

        /// <summary>What this program's other self prints, which uses it and may save videos in a folder.</summary>
        internal string Run(string argument)
        {
            string own = Directory.CreateDirectory(Path.Combine(Folder, Guid.NewGuid().ToString())).FullName;
            return Server.Run(".", argument, "BASE_URL=" + BaseUrl, "API_KEY=" + key, "FOLDER=" + own);
        }

        internal IinkedSignClient Client() => new IinkedSignClient(Options);

        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
            Directory.Delete(Folder, true);
        }
    }
}

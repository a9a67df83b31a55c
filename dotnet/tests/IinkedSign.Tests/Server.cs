// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    /// <summary>What dotnet/run-tests has prepared: the server, the native library, programs.</summary>
    internal static class Server
    {
        internal const string Id = "7a17e4e7-bc32-4256-bf81-27eac794c2b7";
        internal const string Key = "the-k3y";

        internal static string Prepared(string name) =>
            Environment.GetEnvironmentVariable("IINKEDSIGN_TEST_" + name) ??
            throw new InvalidOperationException("start the tests by dotnet/run-tests");

        /// <summary>Options for a server that gives the answer of programs/server.py.</summary>
        internal static IinkedSignOptions Options(string answer, Action<IinkedSignOptions> configure = null)
        {
            var options = new IinkedSignOptions { ApiKey = Key, BaseUrl = Url(answer), MaxRetries = 0 };
            configure?.Invoke(options);
            return options;
        }

        /// <summary>Each begins anew: one that fails at first does so.</summary>
        internal static string Url(string answer) => $"{Prepared("ORIGIN")}/{Guid.NewGuid()}/{answer}/api/v1";

        internal static IinkedSignClient Client(string answer, Action<IinkedSignOptions> configure = null) =>
            new IinkedSignClient(Options(answer, configure));

        /// <summary>The error, which must be of exactly this class.</summary>
        internal static T Fails<T>(TestDelegate call) where T : Exception => Assert.Throws<T>(call);

        internal static int Threads() => int.Parse(
            File.ReadLines("/proc/self/status").First(line => line.StartsWith("Threads:")).Substring(8));

        /// <summary>Runs this program's other self out of a folder, and returns what it prints.</summary>
        internal static string Run(string folder, string argument, params string[] environment)
        {
            string[] runtime = Prepared("RUNTIME").Split(' ');
            string path = Path.Combine(Prepared("WORK"), folder, Prepared("PROGRAM"));
            string arguments = string.Join(" ", runtime.Skip(1).Concat(new[] { path, argument }));
            var start = new ProcessStartInfo(runtime[0], arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            };
            start.EnvironmentVariables.Remove("LD_LIBRARY_PATH");
            foreach (string pair in environment)
                start.EnvironmentVariables[pair.Split('=')[0]] = pair.Split(new[] { '=' }, 2)[1];
            using (Process process = Process.Start(start))
            {
                string output = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                return process.ExitCode == 0 ? output
                    : $"exit code {process.ExitCode}\n{process.StandardError.ReadToEnd()}";
            }
        }
    }
}

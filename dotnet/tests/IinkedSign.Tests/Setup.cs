#nullable enable
using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using NUnit.Framework;

/// <summary>Prepares by itself what dotnet/run-tests prepares for Mono.</summary>
[SetUpFixture]
public sealed class Setup
{
    private Process? server;

    [OneTimeSetUp]
    public void Start()
    {
        string work = AppContext.BaseDirectory, tests = Path.Combine(Root, "dotnet/tests");
        foreach (string name in new[] { "API_KEY", "ACCESS_TOKEN", "DATACENTER", "BASE_URL", "NATIVE_LIBRARY" })
            Environment.SetEnvironmentVariable("IINKEDSIGN_" + name, null);
        Run("bash", Path.Combine(tests, "prepare"), work).WaitForExit();
        string bare = Directory.CreateDirectory(Path.Combine(work, "bare")).FullName;
        foreach (string file in Directory.GetFiles(work, "*"))
            if (!Path.GetFileName(file).StartsWith("libiinked", StringComparison.Ordinal))
                File.Copy(file, Path.Combine(bare, Path.GetFileName(file)), true);
        string python = Environment.GetEnvironmentVariable("PYTHON") ?? Path.Combine(Root, ".venv/bin/python");
        server = Run(python, Path.Combine(tests, "IinkedSign.Tests/programs/server.py"));
        Environment.SetEnvironmentVariable("IINKEDSIGN_TEST_PYTHON", python);
        Environment.SetEnvironmentVariable("IINKEDSIGN_TEST_ORIGIN", server.StandardOutput.ReadLine());
        Environment.SetEnvironmentVariable("IINKEDSIGN_TEST_WORK", work);
        Environment.SetEnvironmentVariable("IINKEDSIGN_TEST_ROOT", Root);
        Environment.SetEnvironmentVariable("IINKEDSIGN_TEST_PROGRAM", typeof(Setup).Assembly.GetName().Name + ".dll");
        string host = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet");
        Environment.SetEnvironmentVariable("IINKEDSIGN_TEST_RUNTIME", Path.GetFullPath(host) + " exec");
    }

    [OneTimeTearDown]
    public void Stop()
    {
        server?.Kill();
        server?.Dispose();
    }

    /// <summary>The repository.</summary>
    private static string Root
    {
        get
        {
            string folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Cargo.toml")))
                folder = Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new InvalidOperationException("no Cargo.toml");
            return folder;
        }
    }

    private static Process Run(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
}

// C# 7: Mono's compiler compiles this file too.
using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using IinkedSign.Native;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    [TestFixture]
    public class LibraryTests
    {
        private static string ReadSource(string path) =>
            File.ReadAllText(Path.Combine(Server.Prepared("ROOT"), path));

        /// <summary>C's sizes and offsets were written down by the C compiler.</summary>
        [Test]
        public void StructsHaveTheLayoutOfC()
        {
            string[] lines = ReadSource("tests/c/layout.txt").Split('\n');
            int compared = 0;
            foreach (string line in lines.Where(line => line.StartsWith("iinked_")))
            {
                string[] parts = line.Split(' ', '.');
                Type type = typeof(iinked_time).Assembly.GetType("IinkedSign.Native." + parts[0], true);
                int actual = parts.Length == 2 ? Marshal.SizeOf(type) : (int)Marshal.OffsetOf(type, parts[1]);
                Assert.That(actual, Is.EqualTo(int.Parse(parts.Last())), line);
                compared++;
            }
            int fields = typeof(iinked_time).Assembly.GetTypes()
                .Where(type => type.IsValueType && type.Name.StartsWith("iinked_"))
                .Sum(type => 1 + type.GetFields(BindingFlags.Public | BindingFlags.Instance).Length);
            Assert.That(compared, Is.EqualTo(fields));
            Assert.That(ReadSource("include/iinkedsign.h"), Does.Contain("#define IINKED_ABI_VERSION 1\n"));
        }

        [Test]
        public void HandlesAreSafe()
        {
            foreach (MethodInfo import in typeof(Imports).GetMethods(BindingFlags.NonPublic | BindingFlags.Static))
            {
                Assert.That(import.ReturnType, Is.Not.EqualTo(typeof(string)), import.Name);
                if (!Regex.IsMatch(import.Name, "^iinked_\\w+$") || import.Name.EndsWith("_free")
                    || import.Name.EndsWith("_release")
                    || import.Name == "iinked_token_request_complete") continue; // it frees, too
                Assert.That(import.GetParameters().All(parameter => parameter.ParameterType != typeof(IntPtr)
                    || Regex.IsMatch(parameter.Name, "(callback|userData)$", RegexOptions.IgnoreCase)), import.Name);
            }
        }

        [Test]
        public void TheVersionIsTheOneOfEveryLanguage()
        {
            string version = Regex.Match(ReadSource("Cargo.toml"), "(?m)^version = \"(.*?)\"").Groups[1].Value;
            Assert.That(Release.Version, Is.EqualTo(version));
            Assert.That(IinkedSignClient.NativeVersion, Is.EqualTo(version));
        }

        [Test]
        public void AMissingLibraryIsNamedWithThePlacesWhereItWasLookedFor()
        {
            string folder = Path.Combine(Server.Prepared("WORK"), "bare");
            Assert.That(Server.Run("bare", "version"), Is.EqualTo(
                $"the native library libiinkedsign.so was not found: not beside the assembly ({folder}), not where " +
                "the system looks for libraries (LD_LIBRARY_PATH is not set); IINKEDSIGN_NATIVE_LIBRARY can name " +
                "the file\n"));
            Assert.That(Server.Run("bare", "version", "IINKEDSIGN_NATIVE_LIBRARY=/no/such.so"), Is.EqualTo(
                "the native library libiinkedsign.so could not be loaded from /no/such.so, which " +
                "IINKEDSIGN_NATIVE_LIBRARY names\n"));
        }

        [Test]
        public void TheVariableNamesTheLibrary()
        {
            string file = Path.Combine(Server.Prepared("WORK"), "libiinkedsign.so");
            Assert.That(Server.Run("bare", "version", "IINKEDSIGN_NATIVE_LIBRARY=" + file),
                Is.EqualTo($"version {IinkedSignClient.NativeVersion}\na client\n"));
        }

        [Test]
        public void AnotherLibraryIsRefused()
        {
            string work = Server.Prepared("WORK");
            Assert.That(Server.Run("bare", "version", $"IINKEDSIGN_NATIVE_LIBRARY={work}/other/libiinkedsign.so"),
                Is.EqualTo("the native library libiinkedsign.so has ABI version 99, and this assembly needs 1: " +
                    "install the library and the assembly of one release\n"));
            Assert.That(
                Server.Run("bare", "version", $"IINKEDSIGN_NATIVE_LIBRARY={work}/release/libiinkedsign.so"),
                Is.EqualTo("the native library libiinkedsign.so is of release 0.0.7, and this assembly needs " +
                    $"{IinkedSignClient.NativeVersion}: install the library and the assembly of one release\n"));
            Assert.That(Server.Run("bare", "version", $"LD_LIBRARY_PATH={work}/foreign"),
                Does.StartWith("a file named libiinkedsign.so was found, but is not the native library"));
        }

        /// <summary>Calls under way, callbacks that come just then: neither keeps a program from ending.</summary>
        [Test]
        public void AProgramEndsWhileCallsAreUnderWay()
        {
            foreach (string answer in new[] { "hang", "status", "status", "status", "slow" })
                Assert.That(Server.Run(".", "ending", "BASE_URL=" + Server.Url(answer)), Is.EqualTo("the end\n"));
            using (var emulator = new Emulator("video:stall=100000"))
                Assert.That(emulator.Run("ending"), Is.EqualTo("the end\n"));
        }
    }
}

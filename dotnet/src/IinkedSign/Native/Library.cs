// C# 7: Mono's compiler compiles this file too.
using System;
using System.IO;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IinkedSign.Native
{
    internal static partial class Imports
    {
        internal const string Name = "iinkedsign";
    }

    /// <summary>Finds the native library before the first call, and says where it looked if there is none.</summary>
    internal static class Library
    {
        internal const string Variable = "IINKEDSIGN_NATIVE_LIBRARY";

        /// <summary>The IINKED_ABI_VERSION that Structs and Imports were written for.</summary>
        private const uint AbiVersion = 1;

        private static readonly object Gate = new object();
        private static bool mapped;
        private static volatile bool ready;

        /// <exception cref="ConfigurationException">There is no library, or it does not fit.</exception>
        internal static void Ensure()
        {
            if (ready) return;
            lock (Gate)
            {
                if (ready) return;
                try
                {
                    MapVariable();
                    uint abi = NativeAbiVersion();
                    if (abi != AbiVersion) throw Other($"has ABI version {abi}", $"{AbiVersion}");
                    string release = NativeVersion();
                    if (release != Release.Version) throw Other($"is of release {release}", Release.Version);
                }
                catch (DllNotFoundException missing)
                {
                    throw new ConfigurationException(NotFound(), null, missing);
                }
                catch (Exception wrong) when (wrong is BadImageFormatException || wrong is EntryPointNotFoundException)
                {
                    throw new ConfigurationException(
                        $"a file named {FileName} was found, but is not the native library of IinkedSign for a " +
                        $"{RuntimeInformation.ProcessArchitecture} process: {wrong.Message}", null, wrong);
                }
                ready = true;
            }
        }

        private static ConfigurationException Other(string has, string needed) => new ConfigurationException(
            $"the native library {FileName} {has}, and this assembly needs {needed}: install the library and the " +
            "assembly of one release");

        internal static string Version
        {
            get
            {
                Ensure();
                return NativeVersion();
            }
        }

        // Apart, because Mono looks for the library when it compiles the caller of an import.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static uint NativeAbiVersion() => Imports.iinked_abi_version();

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static string NativeVersion() => Reader.Text(Imports.iinked_version());

        private static string FileName =>
            RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? Imports.Name + ".dll"
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "lib" + Imports.Name + ".dylib"
            : "lib" + Imports.Name + ".so";

        private static string NotFound()
        {
            string given = Given();
            if (given != null)
                return $"the native library {FileName} could not be loaded from {given}, which {Variable} names";
#if NET8_0_OR_GREATER
            // An assembly within a single file has no location.
            string folder = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
#else
            string folder = Path.GetDirectoryName(typeof(Library).Assembly.Location);
#endif
            string path = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "PATH"
                : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
            string searched = Environment.GetEnvironmentVariable(path);
            return $"the native library {FileName} was not found: not beside the assembly ({folder}), not where the " +
                $"system looks for libraries ({path} is {(string.IsNullOrEmpty(searched) ? "not set" : searched)}); " +
                $"{Variable} can name the file";
        }

        private static string Given()
        {
            string given = Environment.GetEnvironmentVariable(Variable);
            return string.IsNullOrEmpty(given) ? null : given;
        }

        /// <summary>Makes the runtime load the file that the variable names, if it is set.</summary>
        private static void MapVariable()
        {
            string given = Given();
            if (given == null || mapped) return;
#if NET8_0_OR_GREATER
            NativeLibrary.SetDllImportResolver(typeof(Library).Assembly, (name, assembly, paths) =>
                name == Imports.Name ? NativeLibrary.Load(given) : IntPtr.Zero);
#else
            if (Type.GetType("Mono.Runtime") != null)
                mono_dllmap_insert(IntPtr.Zero, Imports.Name, null, given, null);
            else
                MapOnCore(given);
#endif
            mapped = true;
        }

#if !NET8_0_OR_GREATER
        /// <summary>What a dllmap element in Mono's configuration does.</summary>
#pragma warning disable CA2101 // Mono's Ansi is UTF-8
        [DllImport("__Internal", CharSet = CharSet.Ansi)]
        private static extern void mono_dllmap_insert(
            IntPtr assembly, string library, string function, string targetLibrary, string targetFunction);
#pragma warning restore CA2101

        /// <summary>NativeLibrary is there from .NET Core 3.0 on, and not in netstandard2.0.</summary>
        private static void MapOnCore(string given)
        {
            const string assembly = "System.Runtime.InteropServices";
            Type library = Type.GetType($"System.Runtime.InteropServices.NativeLibrary, {assembly}");
            Type resolver = Type.GetType($"System.Runtime.InteropServices.DllImportResolver, {assembly}");
            if (library == null || resolver == null)
                throw new ConfigurationException(
                    $"{Variable} has no effect on this runtime: put {FileName} beside the assembly, and unset it");
            load = (Func<string, IntPtr>)library.GetMethod("Load", new[] { typeof(string) })
                .CreateDelegate(typeof(Func<string, IntPtr>));
            MethodInfo resolve = typeof(Library)
                .GetMethod(nameof(Resolve), BindingFlags.NonPublic | BindingFlags.Static);
            library.GetMethod("SetDllImportResolver")
                .Invoke(null, new object[] { typeof(Library).Assembly, resolve.CreateDelegate(resolver) });
        }

        private static Func<string, IntPtr> load;

        private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? paths) =>
            name == Imports.Name ? load(Given()) : IntPtr.Zero;
#endif
    }
}

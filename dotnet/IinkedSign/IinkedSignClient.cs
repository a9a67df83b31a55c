using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>
    /// A client of the iinked Sign API. Any number of threads may use one at once; make one and keep it.
    /// </summary>
    public sealed class IinkedSignClient : IIinkedSignClient
    {
        private readonly ClientHandle client;

        /// <summary>A client whose options all come from the environment.</summary>
        /// <exception cref="ConfigurationException">An option is wrong, or the native library is missing.</exception>
        public IinkedSignClient() : this(new IinkedSignOptions()) { }

        /// <summary>Touches no network and starts no thread; the options' CA file is read.</summary>
        /// <exception cref="ConfigurationException">An option is wrong, or the native library is missing.</exception>
        public IinkedSignClient(IinkedSignOptions options)
        {
            if (options == null) throw new ArgumentNullException(nameof(options));
            Library.Ensure();
            client = Make(options);
        }

        /// <summary>Apart, because Mono looks for the library when it compiles the caller of an import.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static ClientHandle Make(IinkedSignOptions options)
        {
            using (ConfigHandle config = options.ToConfig())
            {
                Calls.Check(Imports.iinked_client_new(config, out ClientHandle made, out ErrorHandle error), error);
                return made;
            }
        }

        /// <summary>The version of the native library, as <c>0.1.0</c>.</summary>
        /// <exception cref="ConfigurationException">The native library is missing.</exception>
        public static string NativeVersion => Library.Version;

        /// <summary>
        /// Closes the client; later calls throw an <see cref="ObjectDisposedException"/>. Calls under way go on to
        /// their end as if nothing had happened: cancel those that are not wanted.
        /// </summary>
        public void Dispose() => client.Dispose();

        /// <inheritdoc/>
        public PackageStatus GetPackageStatus(string packageId)
        {
            return Calls.Run<StatusHandle, PackageStatus>((out StatusHandle answer, out ErrorHandle error) =>
                Imports.iinked_client_package_status(
                    Open, Utf8.Required(packageId, nameof(packageId)), out answer, out error));
        }

        /// <inheritdoc/>
        public Task<PackageStatus> GetPackageStatusAsync(
            string packageId, CancellationToken cancellationToken = default(CancellationToken))
        {
            return Calls.Start<StatusHandle, PackageStatus>(cancellationToken,
                (IntPtr callback, IntPtr data, out CallHandle call, out ErrorHandle error) =>
                    Imports.iinked_client_package_status_async(
                        Open, Utf8.Required(packageId, nameof(packageId)), callback, data, out call, out error));
        }

        /// <inheritdoc/>
        public PackageVideos ListVideos(string packageId)
        {
            return Calls.Run<VideosHandle, PackageVideos>((out VideosHandle answer, out ErrorHandle error) =>
                Imports.iinked_client_list_videos(
                    Open, Utf8.Required(packageId, nameof(packageId)), out answer, out error));
        }

        /// <inheritdoc/>
        public Task<PackageVideos> ListVideosAsync(
            string packageId, CancellationToken cancellationToken = default(CancellationToken))
        {
            return Calls.Start<VideosHandle, PackageVideos>(cancellationToken,
                (IntPtr callback, IntPtr data, out CallHandle call, out ErrorHandle error) =>
                    Imports.iinked_client_list_videos_async(
                        Open, Utf8.Required(packageId, nameof(packageId)), callback, data, out call, out error));
        }

        /// <inheritdoc/>
        public PackageVideos DeletePackage(string packageId, bool notify = false, bool overrideRetention = false)
        {
            return Calls.Run<VideosHandle, PackageVideos>((out VideosHandle answer, out ErrorHandle error) =>
                Imports.iinked_client_delete_package(
                    Open, Utf8.Required(packageId, nameof(packageId)), Flag(notify), Flag(overrideRetention),
                    out answer, out error));
        }

        /// <inheritdoc/>
        public Task<PackageVideos> DeletePackageAsync(
            string packageId, bool notify = false, bool overrideRetention = false,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            return Calls.Start<VideosHandle, PackageVideos>(cancellationToken,
                (IntPtr callback, IntPtr data, out CallHandle call, out ErrorHandle error) =>
                    Imports.iinked_client_delete_package_async(
                        Open, Utf8.Required(packageId, nameof(packageId)), Flag(notify), Flag(overrideRetention),
                        callback, data, out call, out error));
        }

        /// <inheritdoc/>
        public PackageVideos DeleteVideo(string packageId, string meetingVideoId)
        {
            return Calls.Run<VideosHandle, PackageVideos>((out VideosHandle answer, out ErrorHandle error) =>
                Imports.iinked_client_delete_video(
                    Open, Utf8.Required(packageId, nameof(packageId)), Utf8.Required(meetingVideoId,
                    nameof(meetingVideoId)), out answer, out error));
        }

        /// <inheritdoc/>
        public Task<PackageVideos> DeleteVideoAsync(
            string packageId, string meetingVideoId, CancellationToken cancellationToken = default(CancellationToken))
        {
            return Calls.Start<VideosHandle, PackageVideos>(cancellationToken,
                (IntPtr callback, IntPtr data, out CallHandle call, out ErrorHandle error) =>
                    Imports.iinked_client_delete_video_async(
                        Open, Utf8.Required(packageId, nameof(packageId)), Utf8.Required(meetingVideoId,
                        nameof(meetingVideoId)), callback, data, out call, out error));
        }

        /// <inheritdoc/>
        public PackageVideos DeleteAllVideos(string packageId)
        {
            return Calls.Run<VideosHandle, PackageVideos>((out VideosHandle answer, out ErrorHandle error) =>
                Imports.iinked_client_delete_all_videos(
                    Open, Utf8.Required(packageId, nameof(packageId)), out answer, out error));
        }

        /// <inheritdoc/>
        public Task<PackageVideos> DeleteAllVideosAsync(
            string packageId, CancellationToken cancellationToken = default(CancellationToken))
        {
            return Calls.Start<VideosHandle, PackageVideos>(cancellationToken,
                (IntPtr callback, IntPtr data, out CallHandle call, out ErrorHandle error) =>
                    Imports.iinked_client_delete_all_videos_async(
                        Open, Utf8.Required(packageId, nameof(packageId)), callback, data, out call, out error));
        }

        /// <inheritdoc/>
        public IReadOnlyList<PackageSummary> ListPackages([AllowNull] PackageFilters filters = null)
        {
            return Calls.Run<PackageListHandle, IReadOnlyList<PackageSummary>>(
                (out PackageListHandle answer, out ErrorHandle error) =>
                {
                    using (var scratch = new Scratch())
                    {
                        iinked_list_filters native = (filters ?? new PackageFilters()).ToNative(scratch);
                        return Imports.iinked_client_list_packages(Open, ref native, out answer, out error);
                    }
                });
        }

        /// <inheritdoc/>
        public Task<IReadOnlyList<PackageSummary>> ListPackagesAsync(
            [AllowNull] PackageFilters filters = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            return Calls.Start<PackageListHandle, IReadOnlyList<PackageSummary>>(cancellationToken,
                (IntPtr callback, IntPtr data, out CallHandle call, out ErrorHandle error) =>
                {
                    using (var scratch = new Scratch())
                    {
                        iinked_list_filters native = (filters ?? new PackageFilters()).ToNative(scratch);
                        return Imports.iinked_client_list_packages_async(
                            Open, ref native, callback, data, out call, out error);
                    }
                });
        }

        /// <inheritdoc/>
        public IReadOnlyList<Drift> GetDrift() =>
            Calls.Run<DriftListHandle, IReadOnlyList<Drift>>((out DriftListHandle answer, out ErrorHandle error) =>
                Imports.iinked_client_drift(Open, out answer, out error));

        private ClientHandle Open =>
            client.IsClosed ? throw new ObjectDisposedException(nameof(IinkedSignClient)) : client;

        private static byte Flag(bool flag) => flag ? (byte)1 : (byte)0;
    }
}

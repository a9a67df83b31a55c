// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>
    /// A client of the iinked Sign API. Any number of threads may use one at once; make one and keep it.
    /// </summary>
    public sealed partial class IinkedSignClient : IIinkedSignClient
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
                var context = new ClientContext(options);
                try
                {
                    context.Attach(config);
                    Calls.Check(Imports.iinked_client_new(config, out ClientHandle made, out ErrorHandle error), error);
                    made.Context = context;
                    return made;
                }
                catch
                {
                    context.Leave();
                    throw;
                }
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
        public VideoFile DownloadVideo(
            string packageId, string meetingVideoId, string path, [AllowNull] IProgress<long> progress = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            using (var told = new DownloadProgress(progress))
            {
                try
                {
                    return Calls.Run<DownloadVideo, VideoFileHandle, VideoFile>(
                        Open, new DownloadVideo(packageId, meetingVideoId, path, told), cancellationToken);
                }
                catch (Exception) when (told.Failure != null)
                {
                    ExceptionDispatchInfo.Capture(told.Failure).Throw();
                    throw;
                }
            }
        }

        /// <inheritdoc/>
        public async Task<VideoFile> DownloadVideoAsync(
            string packageId, string meetingVideoId, string path, [AllowNull] IProgress<long> progress = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            using (var told = new DownloadProgress(progress))
            {
                try
                {
                    return await Calls.Start<DownloadVideo, VideoFileHandle, VideoFile>(
                        Open, new DownloadVideo(packageId, meetingVideoId, path, told), cancellationToken)
                        .ConfigureAwait(false);
                }
                catch (Exception) when (told.Failure != null)
                {
                    ExceptionDispatchInfo.Capture(told.Failure).Throw();
                    throw;
                }
            }
        }

        /// <inheritdoc/>
        public IEnumerable<PackageSummary> ListPackages(
            [AllowNull] PackageFilters filters = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            List(Checked(filters), cancellationToken);

        private IEnumerable<PackageSummary> List(PackageFilters filters, CancellationToken cancellationToken)
        {
            using (PackagePagesHandle pages = Pages(filters))
            {
                IReadOnlyList<PackageSummary> page;
                do
                {
                    page = Calls.Run<ListPackages, PackageListHandle, IReadOnlyList<PackageSummary>>(
                        Open, new ListPackages(pages), cancellationToken);
                    for (int at = 0; page != null && at < page.Count; at++)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        yield return page[at];
                    }
                }
                while (page != null);
            }
        }

        /// <summary>A copy: wrong ones are refused now, and not when the list is read.</summary>
        private PackageFilters Checked(PackageFilters filters)
        {
            PackageFilters copy = (filters ?? new PackageFilters()).Copy();
            Pages(copy).Dispose();
            return copy;
        }

        /// <summary>A walk through the list, which has asked for nothing yet.</summary>
        private PackagePagesHandle Pages(PackageFilters filters)
        {
            using (var scratch = new Scratch())
            {
                iinked_list_filters native = filters.ToNative(scratch);
                int code = Imports.iinked_client_package_pages(
                    Open, ref native, out PackagePagesHandle pages, out ErrorHandle error);
                Calls.Check(code, error);
                return pages;
            }
        }

        /// <inheritdoc/>
        public IReadOnlyList<Drift> GetDrift()
        {
            int code = Imports.iinked_client_drift(Open, out DriftListHandle answer, out ErrorHandle error);
            using (answer)
            using (error)
                return code == 0 ? answer.Read() : throw Errors.Exception(error, client.Context);
        }

        internal ClientHandle Open =>
            client.IsClosed ? throw new ObjectDisposedException(nameof(IinkedSignClient)) : client;
    }
}

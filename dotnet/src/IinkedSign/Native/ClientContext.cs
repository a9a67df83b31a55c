// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Globalization;
#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;
#endif
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace IinkedSign.Native
{
    /// <summary>
    /// What the library calls back for a client: who is told of attempts, and who gives access tokens. It lives as long as
    /// the client and the calls that were started with it.
    /// </summary>
    internal sealed class ClientContext
    {
        /// <summary>So many failures of the provider are kept for the calls that they end.</summary>
        private const int FailuresKept = 256;

        private readonly Action<Attempt> onAttempt;
        private readonly Func<CancellationToken, Task<string>> provider;
        private readonly Dictionary<string, Exception> failures = new Dictionary<string, Exception>(StringComparer.Ordinal);
        private long failed;
        private GCHandle self;
        private int users = 1;

        internal ClientContext(IinkedSignOptions options)
        {
            onAttempt = options.OnAttempt;
            provider = options.AccessTokenProvider;
#if NET8_0_OR_GREATER
            Server = Telemetry.Server.Of(options);
#endif
        }

#if NET8_0_OR_GREATER
        internal Telemetry.Server Server { get; }

        /// <summary>Whoever listens to traces and metrics may come later.</summary>
        private const bool Traced = true;
#else
        private const bool Traced = false;
#endif

        internal void Attach(ConfigHandle config)
        {
            self = GCHandle.Alloc(this);
            IntPtr userData = GCHandle.ToIntPtr(self);
            ErrorHandle error;
            if (onAttempt != null || Traced)
                Calls.Check(
                    Imports.iinked_config_set_attempt_callback(config, AttemptCallback, userData, out error), error);
            if (provider != null)
                Calls.Check(
                    Imports.iinked_config_set_access_token_provider(config, TokenCallback, userData, out error), error);
        }

        /// <summary>A call begins that may come back after the client is closed.</summary>
        internal void Enter() => Interlocked.Increment(ref users);

        /// <summary>A call has ended, or the client is closed.</summary>
        internal void Leave()
        {
            if (Interlocked.Decrement(ref users) == 0 && self.IsAllocated) self.Free();
        }

        /// <summary>The exception that the provider failed with; null if the error has another cause.</summary>
        internal Exception Failure(string cause)
        {
            if (cause == null) return null;
            lock (failures)
                return failures.TryGetValue(cause, out Exception failure) ? failure : null;
        }

        private static ClientContext At(IntPtr userData) => (ClientContext)GCHandle.FromIntPtr(userData).Target;

#if NET8_0_OR_GREATER
        private static readonly unsafe IntPtr AttemptCallback =
            (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr, IntPtr, void>)&OnAttempt;

        private static readonly unsafe IntPtr TokenCallback =
            (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr, IntPtr, void>)&OnTokenWanted;

        [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
#else
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate void NativeCallback(IntPtr it, IntPtr userData);

        // Static, so that the collector never takes what the library holds a pointer to.
        private static readonly NativeCallback RootedAttempt = OnAttempt;
        private static readonly NativeCallback RootedToken = OnTokenWanted;
        private static readonly IntPtr AttemptCallback = Marshal.GetFunctionPointerForDelegate(RootedAttempt);
        private static readonly IntPtr TokenCallback = Marshal.GetFunctionPointerForDelegate(RootedToken);

#endif
        private static void OnAttempt(IntPtr attempt, IntPtr userData)
        {
            try
            {
                using (UserCode.Begin()) At(userData).Tell(attempt);
            }
            catch (Exception)
            {
                // What a callback throws must not cross the FFI boundary, and a log must not end a call.
            }
        }

        private unsafe void Tell(IntPtr attempt)
        {
            var it = (iinked_attempt*)attempt;
            if (it->call_user_data != IntPtr.Zero) MonoThreads.Release();
            // Mono's runtime is about to end, and must not begin anything new.
            if (MonoThreads.Ending.IsCancellationRequested) return;
#if NET8_0_OR_GREATER
            Telemetry.Tell(Server, it);
#endif
            if (onAttempt == null) return;
            onAttempt(new Attempt(
                operation: Reader.Text(it->operation),
                method: Reader.Text(it->method),
                path: Reader.Text(it->path),
                httpStatus: it->status == 0 ? (int?)null : it->status,
                error: it->code == 0 ? (ErrorKind?)null : (ErrorKind)it->code,
                number: (int)it->number,
                started: new DateTimeOffset(Reader.Epoch + it->started_unix_us * 10, TimeSpan.Zero),
                duration: new TimeSpan(it->duration_us * 10),
                requestId: Reader.Text(it->request_id),
                willRetry: it->will_retry != 0));
        }

#if NET8_0_OR_GREATER
        [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
#endif
        private static void OnTokenWanted(IntPtr pointer, IntPtr userData)
        {
            var request = new TokenRequestHandle();
            request.Adopt(pointer);
            try
            {
                ClientContext context = At(userData);
                IntPtr call = Imports.iinked_token_request_call_user_data(request);
                if (call != IntPtr.Zero) MonoThreads.Release();
                CancellationToken token = Calls.TokenOf(call);
                // Not here: whoever makes the call, or many others, would wait for the provider.
                ThreadPool.UnsafeQueueUserWorkItem(_ => context.Answer(request, token), null);
            }
            catch (Exception failure)
            {
                request.Complete(null, Utf8.Bytes(failure.GetType().Name, "cause"));
            }
        }

        private async void Answer(TokenRequestHandle request, CancellationToken token)
        {
            try
            {
                Task<string> asked = provider(token) ??
                    throw new InvalidOperationException("the access-token provider returned null instead of a task");
                string text = await asked.ConfigureAwait(false);
                if (string.IsNullOrEmpty(text))
                    throw new InvalidOperationException("the access-token provider returned no token");
                request.Complete(Utf8.Bytes(text, "the access token"), null);
            }
            catch (Exception failure)
            {
                request.Complete(null, Utf8.Bytes(Keep(failure), "cause"));
            }
        }

        /// <summary>Keeps an exception for the calls that it ends, and says under which name.</summary>
        private string Keep(Exception failure)
        {
            lock (failures)
            {
                string name = (++failed).ToString(CultureInfo.InvariantCulture);
                failures[name] = failure;
                failures.Remove((failed - FailuresKept).ToString(CultureInfo.InvariantCulture));
                return name;
            }
        }
    }
}

// C# 7: Mono's compiler compiles this file too.
using System;
#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;
#endif
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace IinkedSign.Native
{
    /// <summary>Carries out calls of either form.</summary>
    internal static class Calls
    {
        /// <summary>
        /// Calls, and reads the answer or throws the error. A call that can be cancelled is an asynchronous one that is
        /// waited for.
        /// </summary>
        internal static T Run<TOperation, TAnswer, T>(
            ClientHandle client, TOperation operation, CancellationToken token)
            where TOperation : struct, IOperation<TAnswer>
            where TAnswer : AnswerHandle<T>, new()
        {
            if (token.CanBeCanceled)
                return Start<TOperation, TAnswer, T>(client, operation, token).GetAwaiter().GetResult();
            int code = operation.Run(client, out TAnswer answer, out ErrorHandle error);
            using (answer)
            using (error)
                return code == 0 ? answer.Read() : throw Errors.Exception(error);
        }

        /// <summary>For functions without an answer.</summary>
        internal static void Check(int code, ErrorHandle error)
        {
            using (error)
                if (code != 0) throw Errors.Exception(error);
        }

        /// <summary>
        /// Starts a call; the task ends when its callback comes. No thread waits meanwhile, and what awaits the task
        /// runs on the pool, never on a thread of the library.
        /// </summary>
        internal static Task<T> Start<TOperation, TAnswer, T>(
            ClientHandle client, TOperation operation, CancellationToken token)
            where TOperation : struct, IOperation<TAnswer>
            where TAnswer : AnswerHandle<T>, new()
        {
            if (token.IsCancellationRequested) return Task.FromCanceled<T>(token);
            var pending = new Pending<TAnswer, T>(token);
            // A token whose source is disposed throws: now, while nothing is sent.
            pending.Register();
            // Keeps it alive until the callback has freed it.
            GCHandle root = GCHandle.Alloc(pending);
            bool begun = false;
            MonoThreads.Begin();
            try
            {
                int code = operation.Start(
                    client, Callback, GCHandle.ToIntPtr(root), out CallHandle call, out ErrorHandle error);
                using (error)
                {
                    begun = code == 0;
                    if (!begun) return Task.FromException<T>(Errors.Exception(error));
                    pending.Began(call);
                    return pending.Task;
                }
            }
            catch (IinkedSignException wrong)
            {
                // An argument cannot even be passed on.
                return Task.FromException<T>(wrong);
            }
            finally
            {
                // The callback will not come.
                if (!begun)
                {
                    pending.Unregister();
                    MonoThreads.Finish();
                    root.Free();
                }
            }
        }

#if NET8_0_OR_GREATER
        private static readonly unsafe IntPtr Callback =
            (IntPtr)(delegate* unmanaged[Cdecl]<int, IntPtr, IntPtr, IntPtr, void>)&Complete;

        [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
#else
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate void NativeCallback(int code, IntPtr answer, IntPtr error, IntPtr userData);

        // Static, so that the collector never takes what the library holds a pointer to.
        private static readonly NativeCallback Rooted = Complete;
        private static readonly IntPtr Callback = Marshal.GetFunctionPointerForDelegate(Rooted);

#endif
        // The callback types of the header differ in the answer's type only.
        private static void Complete(int code, IntPtr answer, IntPtr error, IntPtr userData)
        {
            MonoThreads.Release();
            GCHandle root = GCHandle.FromIntPtr(userData);
            var pending = (IPending)root.Target;
            root.Free();
            pending.Complete(code, answer, error);
            MonoThreads.Finish();
        }

        private interface IPending
        {
            void Complete(int code, IntPtr answer, IntPtr error);
        }

        /// <summary>A call under way, and the task that its caller awaits.</summary>
        private sealed class Pending<TAnswer, T> : TaskCompletionSource<T>, IPending
            where TAnswer : AnswerHandle<T>, new()
        {
            private static readonly Action<object> OnCancelled = state => ((Pending<TAnswer, T>)state).Cancel();

            private readonly CancellationToken token;
            private CancellationTokenRegistration byCaller;
            private CancellationTokenRegistration byEnd;

            // Set once the call is under way; cancelled before that, it is cancelled as soon as it is.
            private volatile CallHandle call;
            private volatile bool cancelled;

            // Which of Began and Complete comes second frees the handle.
            private int ended;

            internal Pending(CancellationToken token) : base(TaskCreationOptions.RunContinuationsAsynchronously)
            {
                this.token = token;
            }

            internal void Register()
            {
                if (token.CanBeCanceled) byCaller = token.Register(OnCancelled, this, false);
                if (MonoThreads.Ending.CanBeCanceled) byEnd = MonoThreads.Ending.Register(OnCancelled, this, false);
            }

            internal void Unregister()
            {
#if NET8_0_OR_GREATER
                // Disposing would wait for a cancellation that is under way on another thread.
                byCaller.Unregister();
#else
                byCaller.Dispose();
#endif
                byEnd.Dispose();
            }

            internal void Began(CallHandle handle)
            {
                call = handle;
                if (cancelled) Cancel();
                if (Interlocked.Exchange(ref ended, 1) == 1) handle.Dispose();
            }

            private void Cancel()
            {
                cancelled = true;
                CallHandle handle = call;
                if (handle == null) return;
                try
                {
                    Imports.iinked_call_cancel(handle);
                }
                catch (ObjectDisposedException)
                {
                    // It has just ended.
                }
            }

            /// <summary>On a thread of the library: nothing may be thrown.</summary>
            void IPending.Complete(int code, IntPtr answerPointer, IntPtr errorPointer)
            {
                try
                {
                    using (var answer = new TAnswer())
                    using (var error = new ErrorHandle())
                    {
                        answer.Adopt(answerPointer);
                        error.Adopt(errorPointer);
                        // Nobody is left to be told, and Mono's pool must not begin anything new.
                        if (MonoThreads.Ending.IsCancellationRequested) return;
                        Unregister();
                        if (Interlocked.Exchange(ref ended, 1) == 1) call.Dispose();
                        if (code == 0) TrySetResult(answer.Read());
                        else if (code == (int)ErrorKind.Cancelled) TrySetCanceled(token);
                        else TrySetException(Errors.Exception(error));
                    }
                }
                catch (Exception failure)
                {
                    TrySetException(failure);
                }
            }
        }
    }
}

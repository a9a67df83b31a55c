using System;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace IinkedSign.Native
{
    internal delegate int Blocking<TAnswer>(out TAnswer answer, out ErrorHandle error);

    internal delegate int Starting(IntPtr callback, IntPtr userData, out CallHandle call, out ErrorHandle error);

    /// <summary>Carries out calls of either form.</summary>
    internal static class Calls
    {
        /// <summary>Calls, and reads the answer or throws the error.</summary>
        internal static T Run<TAnswer, T>(Blocking<TAnswer> call) where TAnswer : AnswerHandle<T>
        {
            int code = call(out TAnswer answer, out ErrorHandle error);
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
        internal static Task<T> Start<TAnswer, T>(CancellationToken token, Starting start)
            where TAnswer : AnswerHandle<T>, new()
        {
            if (token.IsCancellationRequested) return Task.FromCanceled<T>(token);
            // A token whose source is disposed throws: now, while nothing is sent.
            token.Register(() => { }).Dispose();
            var pending = new Pending<TAnswer, T>(token);
            // Keeps it alive until the callback has freed it.
            GCHandle root = GCHandle.Alloc(pending);
            bool begun = false;
            MonoThreads.Begin();
            try
            {
                int code = start(Callback, GCHandle.ToIntPtr(root), out CallHandle call, out ErrorHandle error);
                using (error)
                {
                    begun = code == 0;
                    if (!begun) return Task.FromException<T>(Errors.Exception(error));
                    pending.CancelBy(token, call);
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
                    MonoThreads.Finish();
                    root.Free();
                }
            }
        }

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate void NativeCallback(int code, IntPtr answer, IntPtr error, IntPtr userData);

        // Static, so that the collector never takes what the library holds a pointer to.
        private static readonly NativeCallback Rooted = Complete;
        private static readonly IntPtr Callback = Marshal.GetFunctionPointerForDelegate(Rooted);

        /// <summary>The three callback types of the header differ in the answer's type only.</summary>
        private static void Complete(int code, IntPtr answer, IntPtr error, IntPtr userData)
        {
            MonoThreads.Release();
            GCHandle root = GCHandle.FromIntPtr(userData);
            var pending = (Pending)root.Target;
            root.Free();
            pending.Complete(code, answer, error);
            MonoThreads.Finish();
        }

        private abstract class Pending
        {
            internal abstract void Complete(int code, IntPtr answer, IntPtr error);
        }

        private sealed class Pending<TAnswer, T> : Pending where TAnswer : AnswerHandle<T>, new()
        {
            private readonly TaskCompletionSource<T> source =
                new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);

            private readonly CancellationToken token;

            internal Pending(CancellationToken token) { this.token = token; }

            internal Task<T> Task => source.Task;

            internal void CancelBy(CancellationToken token, CallHandle call)
            {
                if (!token.CanBeCanceled && !MonoThreads.Ending.CanBeCanceled)
                {
                    // Freeing does not cancel, and nobody will.
                    call.Dispose();
                    return;
                }
                Action<object> cancel = state => Imports.iinked_call_cancel((CallHandle)state);
                CancellationTokenRegistration byCaller = token.Register(cancel, call);
                CancellationTokenRegistration byEnd = MonoThreads.Ending.Register(cancel, call);
                Task.ContinueWith(
                    _ =>
                    {
                        // Waits for a cancellation under way, so that the handle is not used after it is freed.
                        byCaller.Dispose();
                        byEnd.Dispose();
                        call.Dispose();
                    },
                    CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            /// <summary>On a thread of the library: nothing may be thrown.</summary>
            internal override void Complete(int code, IntPtr answerPointer, IntPtr errorPointer)
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
                        if (code == 0) source.TrySetResult(answer.Read());
                        else if (code == (int)ErrorKind.Cancelled) source.TrySetCanceled(token);
                        else source.TrySetException(Errors.Exception(error));
                    }
                }
                catch (Exception failure)
                {
                    source.TrySetException(failure);
                }
            }
        }
    }
}

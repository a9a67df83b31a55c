// C# 7: Mono's compiler compiles this file too.
using System;
#if NET8_0_OR_GREATER
using System.Diagnostics;
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
        /// waited for. The thread that waits reads its answer itself: the pool may have no thread left, as where each of
        /// them waits for such a call.
        /// </summary>
        internal static T Run<TOperation, TAnswer, T>(
            ClientHandle client, TOperation operation, CancellationToken token)
            where TOperation : struct, IOperation<TAnswer>
            where TAnswer : AnswerHandle<T>, new()
        {
            if (UserCode.Runs)
                throw new ConfigurationException(
                    "a callback of the client makes a synchronous call, which the call that it belongs to would wait " +
                    "for: use the asynchronous method, and do not wait for its task");
            if (token.CanBeCanceled || MonoThreads.CallsHoldUpTheEnd)
            {
                var pending = new Pending<TAnswer, T>(client.Context, true, token);
                Task<T> task = Begin(client, operation, pending);
                if (!task.IsCompleted) pending.Wait();
                return task.GetAwaiter().GetResult();
            }
#if NET8_0_OR_GREATER
            Activity activity = Telemetry.Begin(operation.Name);
#endif
            int code = (int)ErrorKind.Internal;
            try
            {
                code = operation.Run(client, out TAnswer answer, out ErrorHandle error);
                using (answer)
                using (error)
                    return code == 0 ? answer.Read() : throw Errors.Exception(error, client.Context);
            }
            catch (InvalidArgumentException)
            {
                code = (int)ErrorKind.InvalidArgument;
                throw;
            }
            finally
            {
#if NET8_0_OR_GREATER
                Telemetry.End(activity, code == 0 ? (ErrorKind?)null : (ErrorKind)code);
#endif
            }
        }

        /// <summary>For functions without an answer.</summary>
        internal static void Check(int code, ErrorHandle error)
        {
            using (error)
                if (code != 0) throw Errors.Exception(error, null);
        }

        /// <summary>
        /// Starts a call; the task ends when its callback comes. No thread waits meanwhile, and what awaits the task
        /// runs on the pool, never on a thread of the library.
        /// </summary>
        internal static Task<T> Start<TOperation, TAnswer, T>(
            ClientHandle client, TOperation operation, CancellationToken token)
            where TOperation : struct, IAsyncOperation<TAnswer>
            where TAnswer : AnswerHandle<T>, new() =>
            Begin(client, operation, new Pending<TAnswer, T>(client.Context, false, token));

        private static Task<T> Begin<TOperation, TAnswer, T>(
            ClientHandle client, TOperation operation, Pending<TAnswer, T> pending)
            where TOperation : struct, IAsyncOperation<TAnswer>
            where TAnswer : AnswerHandle<T>, new()
        {
            if (pending.Token.IsCancellationRequested) return Task.FromCanceled<T>(pending.Token);
            // On .NET Framework a token whose source is disposed throws: now, while nothing is sent.
            pending.Register();
            // Keeps it alive until the callback has freed it.
            GCHandle root = GCHandle.Alloc(pending);
            int code = (int)ErrorKind.Internal;
            MonoThreads.Begin();
            client.Context.Enter();
#if NET8_0_OR_GREATER
            // The span is the call's, and no longer current when this method returns.
            Activity outer = Activity.Current;
            pending.Activity = Telemetry.Begin(operation.Name);
            if (pending.Activity != null) Activity.Current = outer;
#endif
            try
            {
                code = operation.Start(
                    client, Callback, GCHandle.ToIntPtr(root), out CallHandle call, out ErrorHandle error);
                using (error)
                {
                    if (code != 0) return Task.FromException<T>(Errors.Exception(error, client.Context));
                    pending.Began(call);
                    return pending.Task;
                }
            }
            catch (IinkedSignException wrong)
            {
                // An argument cannot even be passed on.
                code = (int)wrong.Kind;
                return Task.FromException<T>(wrong);
            }
            finally
            {
                // The callback will not come.
                if (code != 0)
                {
                    pending.Unregister();
#if NET8_0_OR_GREATER
                    pending.EndActivity(code);
#endif
                    client.Context.Leave();
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

        /// <summary>The token of the call under way whose user data it is.</summary>
        internal static CancellationToken TokenOf(IntPtr userData) =>
            userData == IntPtr.Zero ? CancellationToken.None : ((IPending)GCHandle.FromIntPtr(userData).Target).Token;

#if NET8_0_OR_GREATER
        /// <summary>The span of the call under way whose user data it is.</summary>
        internal static Activity ActivityOf(IntPtr userData) =>
            ((IPending)GCHandle.FromIntPtr(userData).Target).Activity;

#endif
        private interface IPending
        {
            CancellationToken Token { get; }
#if NET8_0_OR_GREATER

            Activity Activity { get; }
#endif

            void Complete(int code, IntPtr answer, IntPtr error);
        }

        /// <summary>A call under way, and the task that its caller awaits.</summary>
        private sealed class Pending<TAnswer, T> : TaskCompletionSource<T>, IPending
#if NET8_0_OR_GREATER
            , IThreadPoolWorkItem
#endif
            where TAnswer : AnswerHandle<T>, new()
        {
            private static readonly Action<object> OnCancelled = state => ((Pending<TAnswer, T>)state).Cancel();
#if !NET8_0_OR_GREATER
            private static readonly WaitCallback OnCompleted = state => ((Pending<TAnswer, T>)state).Execute();
#endif

            private readonly CancellationToken token;
            private readonly ClientContext context;

            // Of a call that is waited for: its thread reads the answer once it is there. Null: the pool does.
            private readonly object arrival;
            private bool there;
            private CancellationTokenRegistration byCaller;
            private CancellationTokenRegistration byEnd;

            // Set once the call is under way; cancelled before that, it is cancelled as soon as it is.
            private volatile CallHandle call;
            private volatile bool cancelled;

            // Which of Began and Complete comes second frees the handle.
            private int ended;

            private int code;
            private TAnswer answer;
            private ErrorHandle error;

            internal Pending(ClientContext context, bool waitedFor, CancellationToken token)
            {
                this.token = token;
                this.context = context;
                arrival = waitedFor ? new object() : null;
            }

            public CancellationToken Token => token;
#if NET8_0_OR_GREATER

            public Activity Activity { get; set; }

            internal void EndActivity(int code)
            {
                if (Activity == null) return;
                Activity outer = Activity.Current;
                using (UserCode.Begin()) Telemetry.End(Activity, code == 0 ? (ErrorKind?)null : (ErrorKind)code);
                Activity.Current = outer;
            }
#endif

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

            /// <summary>
            /// On a thread of the library, which other calls wait for: the pool reads the answer, and goes on there with
            /// what awaits the task. Nothing may be thrown.
            /// </summary>
            void IPending.Complete(int outcome, IntPtr answerPointer, IntPtr errorPointer)
            {
                code = outcome;
                answer = Adopt<TAnswer>(answerPointer);
                error = Adopt<ErrorHandle>(errorPointer);
#if NET8_0_OR_GREATER
                EndActivity(outcome);
#else
                // Nobody is left to be told, and Mono's pool must not begin anything new.
                if (MonoThreads.Ending.IsCancellationRequested) return;
#endif
                if (arrival != null)
                {
                    lock (arrival)
                    {
                        there = true;
                        Monitor.Pulse(arrival);
                    }
                    return;
                }
#if NET8_0_OR_GREATER
                ThreadPool.UnsafeQueueUserWorkItem(this, false);
#else
                ThreadPool.UnsafeQueueUserWorkItem(OnCompleted, this);
#endif
            }

            /// <summary>Waits for the answer of a call that is waited for, and reads it.</summary>
            internal void Wait()
            {
                lock (arrival)
                {
                    while (!there) Monitor.Wait(arrival);
                }
                Execute();
            }

            /// <summary>Reads the answer: on the pool, or on the thread that waits for it.</summary>
            public void Execute()
            {
                T result = default(T);
                Exception failure = null;
                bool wasCancelled = false;
                try
                {
                    using (answer)
                    using (error)
                    {
                        Unregister();
                        if (Interlocked.Exchange(ref ended, 1) == 1) call.Dispose();
                        // None is the end of a list.
                        if (code == 0) result = answer == null ? default(T) : answer.Read();
                        else
                        {
                            wasCancelled = code == (int)ErrorKind.Cancelled;
                            failure = wasCancelled ? null : Errors.Exception(error, context);
                            if (answer != null && answer.TryReadPartial(failure, out result))
                            {
                                wasCancelled = false;
                                failure = null;
                            }
                        }
                    }
                }
                catch (Exception thrown)
                {
                    failure = thrown;
                }
                finally
                {
                    context.Leave();
                }
                // Last: what awaits the task goes on right here.
                if (failure != null) TrySetException(failure);
                else if (wasCancelled) TrySetCanceled(token);
                else TrySetResult(result);
            }

            private static THandle Adopt<THandle>(IntPtr pointer) where THandle : NativeHandle, new()
            {
                if (pointer == IntPtr.Zero) return null;
                var handle = new THandle();
                handle.Adopt(pointer);
                return handle;
            }
        }
    }
}

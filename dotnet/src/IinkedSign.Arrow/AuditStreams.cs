using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.C;
using Apache.Arrow.Ipc;
using IinkedSign.Native;

namespace IinkedSign.Arrow
{
    /// <summary>The streams of an audit's tables, to be read once.</summary>
    internal sealed unsafe class AuditStreams : NativeHandle
    {
        private static readonly int Size = AuditTables.Count * sizeof(CArrowArrayStream);

        /// <summary>Whether the library gave tables: after most errors there are none.</summary>
        internal bool AreThere => !IsInvalid && ((Layout*)handle)->release != IntPtr.Zero;

        /// <summary>Moves the streams here.</summary>
        internal static AuditStreams TakeFrom(IntPtr tables)
        {
            var streams = new AuditStreams();
            streams.Adopt(Marshal.AllocHGlobal(Size));
            Buffer.MemoryCopy((void*)tables, (void*)streams.handle, Size, Size);
            return streams;
        }

        /// <summary>Reads all tables, on the thread pool: Arrow's reader blocks, asynchronous as it looks.</summary>
        internal Task<Audit> ReadAsync() => Task.Run(Read);

        private Audit Read()
        {
            var tables = new List<AuditTable>(AuditTables.Count);
            try
            {
                for (int at = 0; at < AuditTables.Count; at++)
                    tables.Add(ReadTable((CArrowArrayStream*)handle + at));
                return new Audit([.. tables]);
            }
            catch
            {
                foreach (AuditTable table in tables) table.Dispose();
                throw;
            }
            finally
            {
                Dispose();
            }
        }

        private static AuditTable ReadTable(CArrowArrayStream* stream)
        {
            using IArrowArrayStream imported = CArrowArrayStreamImporter.ImportArrayStream(stream);
            var batches = new List<RecordBatch>();
            try
            {
                // It is complete when it returns.
                while (imported.ReadNextRecordBatchAsync().AsTask().GetAwaiter().GetResult() is RecordBatch batch)
                    batches.Add(batch);
                return new AuditTable(imported.Schema, [.. batches]);
            }
            catch
            {
                foreach (RecordBatch batch in batches) batch.Dispose();
                throw;
            }
        }

        protected override void Free()
        {
            Imports.iinked_audit_tables_release(handle);
            Marshal.FreeHGlobal(handle);
        }

        /// <summary>ArrowArrayStream of the C stream interface; Arrow's own struct shows nothing.</summary>
        [StructLayout(LayoutKind.Sequential)]
        private readonly struct Layout
        {
#pragma warning disable CS0649, IDE0044 // the library fills it
            internal readonly IntPtr get_schema;
            internal readonly IntPtr get_next;
            internal readonly IntPtr get_last_error;
            internal readonly IntPtr release;
            internal readonly IntPtr private_data;
#pragma warning restore CS0649, IDE0044
        }
    }
}

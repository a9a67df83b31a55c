using IinkedSign.Arrow;

namespace IinkedSign.Native
{
    /// <summary>How an audit ended, and the streams of its tables, which have all that was known then.</summary>
    internal sealed class AuditOutcome
    {
        internal AuditOutcome(AuditStreams streams, bool cancelled, Exception? failure)
        {
            Streams = streams;
            Cancelled = cancelled;
            Failure = failure;
        }

        internal AuditStreams Streams { get; }

        internal bool Cancelled { get; }

        internal Exception? Failure { get; }
    }

    /// <summary>What the callback of an audit gets: an array of streams that lives until it returns.</summary>
    internal sealed class AuditAnswer : AnswerHandle<AuditOutcome>
    {
        private AuditStreams? streams;

        internal override void Adopt(IntPtr pointer)
        {
            base.Adopt(pointer);
            streams = AuditStreams.TakeFrom(pointer);
        }

        internal override bool TryReadPartial(Exception? failure, out AuditOutcome partial)
        {
            bool known = streams is { AreThere: true };
            partial = known ? Taken(failure == null, failure) : null!;
            return known;
        }

        protected override AuditOutcome Read(IntPtr answer) => Taken(false, null);

        /// <summary>The array itself is the library's.</summary>
        protected override void Free() { }

        protected override void Dispose(bool disposing)
        {
            if (disposing) streams?.Dispose();
            base.Dispose(disposing);
        }

        private AuditOutcome Taken(bool cancelled, Exception? failure)
        {
            var outcome = new AuditOutcome(streams!, cancelled, failure);
            streams = null;
            return outcome;
        }
    }
}

namespace IinkedSign.Native
{
    /// <summary>The audit of packages, or of those that filters list.</summary>
    internal readonly struct AuditOperation : IAsyncOperation<AuditAnswer>
    {
        private readonly Arrow.PackageIds ids;
        private readonly PackageFilters? filters;
        private readonly AuditOptionsHandle options;

        internal AuditOperation(Arrow.PackageIds ids, PackageFilters? filters, AuditOptionsHandle options)
        {
            this.ids = ids;
            this.filters = filters;
            this.options = options;
        }

        public string Name => filters == null ? "Audit" : "AuditAccount";

        public int Start(
            ClientHandle client, IntPtr callback, IntPtr userData, out CallHandle call, out ErrorHandle error)
        {
            if (filters == null)
                return Imports.iinked_client_audit_async(
                    client, ids.Pointers, (UIntPtr)(uint)ids.Pointers.Length, options, callback, userData, out call,
                    out error);
            using var scratch = new Scratch();
            iinked_list_filters native = filters.ToNative(scratch);
            return Imports.iinked_client_audit_account_async(
                client, ref native, options, callback, userData, out call, out error);
        }
    }
}

// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>Which packages to list. What stays null does not filter.</summary>
    public sealed class PackageFilters
    {
        /// <summary>That member's packages.</summary>
        [AllowNull, MaybeNull]
        public string MemberId { get; set; }

        /// <summary>That team's packages.</summary>
        [AllowNull, MaybeNull]
        public string TeamId { get; set; }

        /// <summary>Packages in that folder.</summary>
        [AllowNull, MaybeNull]
        public string FolderId { get; set; }

        /// <summary>Packages of the whole organization.</summary>
        public bool? AllMembers { get; set; }

        /// <summary>Only executed ones, or only others.</summary>
        public bool? IsExecuted { get; set; }

        /// <summary>Full text; <c>Contract*</c> also finds words that begin so.</summary>
        [AllowNull, MaybeNull]
        public string Search { get; set; }

        /// <summary>Packages of one of these types.</summary>
        [AllowNull, MaybeNull]
        public IEnumerable<PackageType> Types { get; set; }

        /// <summary>Packages in one of these states.</summary>
        [AllowNull, MaybeNull]
        public IEnumerable<PackageState> States { get; set; }

        /// <summary>With a sign-by date within so many days, at least 1.</summary>
        public int? Days { get; set; }

        /// <summary>Only <c>created</c> is documented. Null leaves the order to the server.</summary>
        [AllowNull, MaybeNull]
        public string SortBy { get; set; }

        /// <summary>How many packages to ask for at a time. 100 by default.</summary>
        public int? PageSize { get; set; }

        /// <summary>As it is now: a list that is read later must not follow what changes meanwhile.</summary>
        internal PackageFilters Copy()
        {
            var copy = (PackageFilters)MemberwiseClone();
            copy.Types = Types?.ToArray();
            copy.States = States?.ToArray();
            return copy;
        }

        /// <summary>The struct of the library, whose pointers live as long as <paramref name="scratch"/>.</summary>
        internal unsafe iinked_list_filters ToNative(Scratch scratch)
        {
            IntPtr[] types = Texts(scratch, Types?.Select(type => type.Text), nameof(Types));
            IntPtr[] states = Texts(scratch, States?.Select(state => state.Text), nameof(States));
            return new iinked_list_filters
            {
                struct_size = (UIntPtr)(uint)sizeof(iinked_list_filters),
                member_id = scratch.Text(MemberId, nameof(MemberId)),
                team_id = scratch.Text(TeamId, nameof(TeamId)),
                folder_id = scratch.Text(FolderId, nameof(FolderId)),
                all_members = Flag(AllMembers),
                is_executed = Flag(IsExecuted),
                search = scratch.Text(Search, nameof(Search)),
                types = scratch.Array(types),
                types_len = (UIntPtr)(uint)types.Length,
                states = scratch.Array(states),
                states_len = (UIntPtr)(uint)states.Length,
                sort_by = scratch.Text(SortBy, nameof(SortBy)),
                days = AtLeastOne(Days, nameof(Days)),
                page_size = AtLeastOne(PageSize, nameof(PageSize)),
            };
        }

        /// <summary>IINKED_FILTER_ANY, _YES, _NO.</summary>
        private static int Flag(bool? flag) => flag == null ? 0 : flag.Value ? 1 : 2;

        /// <summary>To the library 0 means that nothing is given: a 0 that is given must not become that.</summary>
        private static uint AtLeastOne(int? number, string name)
        {
            if (number < 1) throw new InvalidArgumentException($"{name} must be at least 1; nothing was sent");
            return (uint)(number ?? 0);
        }

        private static IntPtr[] Texts(Scratch scratch, IEnumerable<string> texts, string name)
        {
            if (texts == null) return Array.Empty<IntPtr>();
            return texts.Select(text =>
                text == null ? throw new InvalidArgumentException($"{name} has a value without text; nothing was sent")
                : scratch.Text(text, name)).ToArray();
        }
    }
}

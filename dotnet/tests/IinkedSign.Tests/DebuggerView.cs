// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Text;

namespace IinkedSign.Tests
{
    /// <summary>
    /// What a debugger shows of objects of ours, and with it all that a serializer or a structured logger reads: fields and
    /// properties, public or not, but for those that are hidden from it.
    /// </summary>
    internal sealed class DebuggerView
    {
        private const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        private readonly HashSet<object> open = new HashSet<object>(new ByReference());

        /// <summary>The types that were inspected.</summary>
        internal HashSet<Type> Seen { get; } = new HashSet<Type>();

        /// <summary>Every text that can be reached, and every object's own.</summary>
        internal IEnumerable<string> Of(object it)
        {
            if (it == null || it is Delegate || it is Type) return new string[0];
            if (it is string text) return new[] { text };
            if (it is byte[] bytes) return new[] { Encoding.UTF8.GetString(bytes) };
            if (!it.GetType().IsValueType && !open.Add(it)) return new string[0];
            var shown = new List<string> { it.ToString() };
            if (it is IEnumerable list) shown.AddRange(list.Cast<object>().ToArray().SelectMany(Of));
            for (Type type = it.GetType(); IsOurs(type); type = type.BaseType)
            {
                Seen.Add(type);
                shown.AddRange(type.GetFields(All).Where(IsShown).SelectMany(field => Of(field.GetValue(it))));
                shown.AddRange(type.GetProperties(All).Where(IsShown).SelectMany(property => Of(Value(it, property))));
            }
            return shown;
        }

        /// <summary>The types that a user can have an object of, but for the converters of JSON, which hold nothing.</summary>
        internal static IEnumerable<Type> Exported(Assembly assembly) => assembly.GetExportedTypes().Where(type =>
            !type.IsInterface && !type.IsAbstract && !type.IsEnum && type.Namespace != "IinkedSign.Json");

        private static bool IsOurs(Type type) =>
            type != null && type.Assembly.GetName().Name.StartsWith("IinkedSign") && !type.Assembly.GetName().Name.EndsWith("Tests");

        private static bool IsShown(MemberInfo member) =>
            !member.GetCustomAttributes(typeof(DebuggerBrowsableAttribute), false).Cast<DebuggerBrowsableAttribute>()
                .Any(one => one.State == DebuggerBrowsableState.Never) &&
            !((member as PropertyInfo)?.GetIndexParameters().Length > 0);

        private static object Value(object it, PropertyInfo property)
        {
            try
            {
                return property.CanRead ? property.GetValue(it, null) : null;
            }
            catch (TargetInvocationException thrown)
            {
                return thrown.InnerException.ToString();
            }
        }

        private sealed class ByReference : IEqualityComparer<object>
        {
            bool IEqualityComparer<object>.Equals(object left, object right) => ReferenceEquals(left, right);

            int IEqualityComparer<object>.GetHashCode(object it) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(it);
        }
    }
}

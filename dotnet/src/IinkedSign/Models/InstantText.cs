// C# 7: Mono's compiler compiles this file too.
using System;
using System.Globalization;

namespace IinkedSign
{
    /// <summary>
    /// Instants as text, ISO 8601. Reads what the core reads (src/model/time.rs), for models that are made by hand or read
    /// from JSON.
    /// </summary>
    internal static class InstantText
    {
        /// <summary>In UTC, with as many digits as there are.</summary>
        internal static string Write(DateTimeOffset? time) =>
            time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

        /// <summary>In microseconds, further digits cut; null if the text is no instant, or .NET's "none".</summary>
        internal static DateTimeOffset? Read(string text)
        {
            if (text == null) return null;
            var at = new Cursor(text);
            if (!at.Number(4, out int year)) return null;
            bool dashes = at.Take('-');
            if (!at.Number(2, out int month) || dashes != at.Take('-') || !at.Number(2, out int day)) return null;
            int hour = 0, minute = 0, second = 0;
            long fraction = 0;
            TimeSpan offset = TimeSpan.Zero;
            if (at.TakeAny("Tt "))
            {
                if (!at.Number(2, out hour)) return null;
                bool colons = at.Take(':');
                if (at.Number(2, out minute) && colons == at.Take(':') && at.Number(2, out second) && at.TakeAny(".,"))
                    fraction = at.Fraction();
                if (fraction < 0 || !Offset(at, out offset)) return null;
            }
            return at.End ? Instant(year, month, day, hour, minute, second, fraction, offset) : null;
        }

        /// <summary>None is UTC, the only zone that the vendor documents.</summary>
        private static bool Offset(Cursor at, out TimeSpan offset)
        {
            offset = TimeSpan.Zero;
            if (at.End || at.TakeAny("Zz")) return true;
            int sign = at.Take('+') ? 1 : at.Take('-') ? -1 : 0;
            if (sign == 0 || !at.Number(2, out int hours)) return false;
            at.Take(':');
            at.Number(2, out int minutes);
            offset = new TimeSpan(hours * sign, minutes * sign, 0);
            return minutes < 60 && hours < 26;
        }

        private static DateTimeOffset? Instant(
            int year, int month, int day, int hour, int minute, int second, long fraction, TimeSpan offset)
        {
            // A leap second is the one before.
            if (second == 60) second = 59;
            if (year < 2 || month < 1 || month > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
            if (hour > 23 || minute > 59 || second > 59) return null;
            long ticks = new DateTime(year, month, day, hour, minute, second).Ticks + fraction - offset.Ticks;
            return ticks < 0 || ticks > DateTime.MaxValue.Ticks
                ? (DateTimeOffset?)null : new DateTimeOffset(ticks, TimeSpan.Zero);
        }
    }

    /// <summary>A place in a text that is read.</summary>
    internal sealed class Cursor
    {
        private readonly string text;
        private int at;

        internal Cursor(string text) { this.text = text; }

        internal bool End => at == text.Length;

        internal bool Take(char wanted)
        {
            if (End || text[at] != wanted) return false;
            at++;
            return true;
        }

        internal bool TakeAny(string wanted)
        {
            if (End || wanted.IndexOf(text[at]) < 0) return false;
            at++;
            return true;
        }

        internal char Next() => End ? '\0' : text[at++];

        /// <summary>A number of exactly so many digits; if there is none, nothing is taken.</summary>
        internal bool Number(int digits, out int number)
        {
            number = 0;
            if (at + digits > text.Length) return false;
            for (int place = at; place < at + digits; place++)
            {
                if (!IsDigit(text[place])) return false;
                number = number * 10 + (text[place] - '0');
            }
            at += digits;
            return true;
        }

        /// <summary>A number of any length; null if there is none, or one that is too large.</summary>
        internal long? Number()
        {
            int begin = at;
            long number = 0;
            for (; !End && IsDigit(text[at]); at++)
            {
                if (number > long.MaxValue / 10 - 1) return null;
                number = number * 10 + (text[at] - '0');
            }
            return at == begin ? (long?)null : number;
        }

        /// <summary>The digits behind a point, in ticks of whole microseconds; -1 if there are none.</summary>
        internal long Fraction()
        {
            int begin = at;
            long ticks = 0, worth = TimeSpan.TicksPerSecond / 10;
            for (; !End && IsDigit(text[at]); at++, worth /= 10)
                if (worth >= 10) ticks += (text[at] - '0') * worth;
            return at == begin ? -1 : ticks;
        }

        private static bool IsDigit(char c) => c >= '0' && c <= '9';
    }
}

// C# 7: Mono's compiler compiles this file too.
using System;
using System.Globalization;

namespace IinkedSign
{
    /// <summary>
    /// Lengths of time as text, ISO 8601 (<c>PT5M12S</c>). Reads what the core reads (src/model/time.rs), for models that
    /// are made by hand or read from JSON.
    /// </summary>
    internal static class LengthText
    {
        internal static string Write(TimeSpan? length)
        {
            if (!(length is TimeSpan time)) return null;
            // The shortest length is one more than the longest.
            decimal seconds = Math.Abs((decimal)time.Ticks) / TimeSpan.TicksPerSecond;
            return (time.Ticks < 0 ? "-PT" : "PT") + seconds.ToString("0.#######", CultureInfo.InvariantCulture) + "S";
        }

        /// <summary>In microseconds, further digits cut; null if the text has no fixed length. A day has 24 hours.</summary>
        internal static TimeSpan? Read(string text)
        {
            if (text == null) return null;
            var at = new Cursor(text);
            int sign = at.Take('-') ? -1 : 1;
            if (sign == 1) at.Take('+');
            if (!at.TakeAny("Pp")) return null;
            bool time = false, any = false, last = false;
            int order = 0;
            decimal ticks = 0;
            while (!at.End)
            {
                if (last) return null;
                if (!time && at.TakeAny("Tt"))
                {
                    time = true;
                    any = false;
                    continue;
                }
                if (!(at.Number() is long number)) return null;
                decimal fraction = 0;
                if (at.TakeAny(".,"))
                {
                    long part = at.Fraction();
                    if (part < 0 || !time) return null;
                    fraction = (decimal)part / TimeSpan.TicksPerSecond;
                    last = true;
                }
                long unit = Unit(time, char.ToUpperInvariant(at.Next()), ref order);
                if (unit == 0) return null;
                ticks += decimal.Truncate((number + fraction) * unit / 10) * 10;
                any = true;
            }
            return any && ticks <= long.MaxValue ? new TimeSpan((long)ticks * sign) : (TimeSpan?)null;
        }

        /// <summary>The ticks of a unit, each of which comes once and in order; 0 for one without a fixed length.</summary>
        private static long Unit(bool time, char unit, ref int order)
        {
            int place = (time ? "HMS" : "WD").IndexOf(unit) + (time ? 10 : 1);
            if (place < order || place == (time ? 9 : 0)) return 0;
            order = place + 1;
            switch (unit)
            {
                case 'W': return 7 * TimeSpan.TicksPerDay;
                case 'D': return TimeSpan.TicksPerDay;
                case 'H': return TimeSpan.TicksPerHour;
                case 'M': return TimeSpan.TicksPerMinute;
                default: return TimeSpan.TicksPerSecond;
            }
        }
    }
}

using Microsoft.Extensions.Logging;

namespace IinkedSign
{
    /// <summary>Logs what a client does.</summary>
    public static partial class IinkedSignLoggingExtensions
    {
        private const string Category = "IinkedSign.Client";

        /// <summary>
        /// Writes a line for each attempt, of category <c>IinkedSign.Client</c>: a warning where it failed and the call
        /// goes on with another one, else for debugging, as the call itself tells its end. Never with a secret. What
        /// <see cref="IinkedSignOptions.OnAttempt"/> was before is told, too.
        /// </summary>
        /// <param name="options">Options of a client that is yet to be made.</param>
        /// <param name="loggerFactory">Must live as long as the client.</param>
        /// <returns>The same options.</returns>
        public static IinkedSignOptions LogTo(this IinkedSignOptions options, ILoggerFactory loggerFactory)
        {
            if (options == null) throw new ArgumentNullException(nameof(options));
            if (loggerFactory == null) throw new ArgumentNullException(nameof(loggerFactory));
            ILogger logger = loggerFactory.CreateLogger(Category);
            Action<Attempt>? other = options.OnAttempt;
            options.OnAttempt = attempt =>
            {
                try
                {
                    Write(logger, attempt);
                }
                finally
                {
                    other?.Invoke(attempt);
                }
            };
            return options;
        }

        private static void Write(ILogger logger, Attempt attempt)
        {
            LogLevel level = attempt.WillRetry ? LogLevel.Warning : LogLevel.Debug;
            if (!logger.IsEnabled(level)) return;
            // No answer has no status; the kind of the error stands there.
            object outcome = (object?)attempt.HttpStatus ?? attempt.Error ?? (object)"no answer";
            double milliseconds = Math.Round(attempt.Duration.TotalMilliseconds, 1);
            if (attempt.WillRetry)
                LogRetry(logger, attempt.Method, attempt.Path, outcome, milliseconds, attempt.Number, attempt.RequestId);
            else LogAttempt(logger, attempt.Method, attempt.Path, outcome, milliseconds, attempt.Number, attempt.RequestId);
        }

        [LoggerMessage(
            1, LogLevel.Debug, "{Method} {Path}: {Outcome}, {Milliseconds} ms, attempt {Attempt}, request {RequestId}",
            SkipEnabledCheck = true)]
        private static partial void LogAttempt(
            ILogger logger, string method, string path, object outcome, double milliseconds, int attempt, string? requestId);

        [LoggerMessage(
            2, LogLevel.Warning,
            "{Method} {Path}: {Outcome}, {Milliseconds} ms, attempt {Attempt}, request {RequestId}; another one follows",
            SkipEnabledCheck = true)]
        private static partial void LogRetry(
            ILogger logger, string method, string path, object outcome, double milliseconds, int attempt, string? requestId);
    }
}

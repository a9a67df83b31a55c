using Microsoft.Extensions.Options;

namespace IinkedSign.Extensions.DependencyInjection
{
    /// <summary>Lets the core judge the options, as it does for a client: it sends nothing and names no value.</summary>
    internal sealed class IinkedSignOptionsValidator : IValidateOptions<IinkedSignOptions>
    {
        public ValidateOptionsResult Validate(string? name, IinkedSignOptions options)
        {
            try
            {
                using var client = new IinkedSignClient(options);
                return ValidateOptionsResult.Success;
            }
            catch (IinkedSignException wrong)
            {
                string whose = string.IsNullOrEmpty(name) ? "" : $" of the client \"{name}\"";
                return ValidateOptionsResult.Fail($"the options{whose} are wrong: {wrong.Message}");
            }
        }
    }
}

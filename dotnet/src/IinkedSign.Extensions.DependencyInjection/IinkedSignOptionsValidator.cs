using Microsoft.Extensions.Options;

namespace IinkedSign.Extensions.DependencyInjection
{
    /// <summary>Lets the core judge the options by a client, which sends nothing and starts nothing; its errors name no value.</summary>
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
                string which = string.IsNullOrEmpty(name) ? "" : $" \"{name}\"";
                return ValidateOptionsResult.Fail($"the client{which} cannot be made: {wrong.Message}");
            }
        }
    }
}

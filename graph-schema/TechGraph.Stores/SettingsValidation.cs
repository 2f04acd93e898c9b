using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TechGraph.Stores;

/// <summary>Binds and checks settings. A wrong one is reported with its full name, its value, and what is allowed.</summary>
public static class SettingsValidation
{
    /// <summary>Registers options that are bound to a section and checked at the start.</summary>
    /// <param name="services">Receives the options.</param>
    /// <param name="section">The section, such as <c>TechGraph:Intake</c>.</param>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, IConfigurationSection section)
        where T : class
    {
        services.AddOptions<T>().Bind(section).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<T>>(new Check<T>(section.Path));
    }

    private sealed class Check<T>(string section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var results = new List<ValidationResult>();
            return Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(results.Select(result => Sentence(options, result)));
        }

        private static string? Text(object? value) => value is TimeSpan time && time.Ticks % TimeSpan.TicksPerSecond != 0
            ? time.ToString("c", CultureInfo.InvariantCulture).TrimEnd('0')
            : Convert.ToString(value, CultureInfo.InvariantCulture);

        private string Sentence(T options, ValidationResult result)
        {
            if (result.MemberNames.FirstOrDefault() is not { } member || typeof(T).GetProperty(member) is not { } property)
            {
                return result.ErrorMessage ?? "";
            }

            var value = property.GetValue(options);
            var range = (RangeAttribute?)Attribute.GetCustomAttribute(property, typeof(RangeAttribute));
            return range?.IsValid(value) == false
                ? string.Create(CultureInfo.InvariantCulture, $"{section}:{member} is {Text(value)}; give {Text(range.Minimum)} to {Text(range.Maximum)}.")
                : $"{section}:{member} is not valid: {result.ErrorMessage}";
        }
    }
}

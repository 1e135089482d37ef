using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;

namespace Infohub.Platform.Ui;

/// <summary>The wiring of pages: words, frame, encoder.</summary>
public static class PlatformUi
{
    /// <summary>The cookie that holds the language chosen on this browser.</summary>
    public const string LanguageCookie = "lang";

    /// <param name="services">The host's services.</param>
    /// <param name="modules">Every assembly with a Texts folder; Platform itself comes on its own.</param>
    public static IServiceCollection AddPlatformUi(this IServiceCollection services, params IEnumerable<Assembly> modules)
    {
        Assembly[] books = [typeof(PlatformUi).Assembly, .. modules];
        services.TryAddSingleton(new WordBook(books.Distinct()));
        services.TryAddScoped<Words>();
        services.TryAddScoped<PageFrame>();
        services.TryAddSingleton(TimeProvider.System);
        // the default would write each Chinese character as &#x4E2D;, eight bytes for three
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddRazorPages(o => o.RootDirectory = "/").AddMvcOptions(o =>
        {
            o.Filters.Add(new PageDoor());
            o.Filters.Add(new FormlessFilter());
            // Names of fields are plain here; the brackets of jQuery are not read, and one of a pair alone would throw.
            o.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
            o.ValueProviderFactories.RemoveType<JQueryQueryStringValueProviderFactory>();
        });
        return services;
    }

    /// <summary>Gives each request its language, path and asset addresses. After routing, before what knows the person.</summary>
    public static IApplicationBuilder UsePlatformUi(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var request = context.Request;
        var services = context.RequestServices;
        var frame = services.GetRequiredService<PageFrame>();
        frame.LanguageInAddress = Languages.Nearest(request.Query["lang"]);
        services.GetRequiredService<Words>().Language = frame.LanguageInAddress ?? LanguageOf(request);
        frame.Path = request.Path.Value ?? "/";
        frame.PathAndQuery = request.GetEncodedPathAndQuery();
        frame.Assets = context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        return next(context);
    });

    /// <summary>Keeps the chosen language on this browser for a year.</summary>
    public static void KeepLanguage(HttpContext context, string language) => context.Response.Cookies.Append(LanguageCookie, language, new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = TimeSpan.FromDays(365),
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    });

    private static string LanguageOf(HttpRequest request) =>
        Languages.Nearest(request.Cookies[LanguageCookie])
        ?? request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => Languages.Nearest(l.Value.Value))
            .FirstOrDefault(l => l is not null)
        ?? Languages.English;
}

namespace Browser.Tests;

/// <summary>A test that needs a browser, and is skipped, saying why, on a machine that has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Find() is null) Skip = "No Chromium: none is on the path and CHROMIUM_PATH names none.";
    }
}

namespace Infohub.Observables.Scanning;

/// <summary>The hives of the Windows registry and their short names.</summary>
internal static class Hives
{
    /// <summary>The hive's long name, or null.</summary>
    public static string? Of(ReadOnlySpan<char> name)
    {
        if (name.Length is < 3 or > 19)
        {
            return null;
        }

        Span<char> upper = stackalloc char[name.Length];
        name.ToUpperInvariant(upper);
        return upper switch
        {
            "HKLM" or "HKEY_LOCAL_MACHINE" => "HKEY_LOCAL_MACHINE",
            "HKCU" or "HKEY_CURRENT_USER" => "HKEY_CURRENT_USER",
            "HKCR" or "HKEY_CLASSES_ROOT" => "HKEY_CLASSES_ROOT",
            "HKU" or "HKEY_USERS" => "HKEY_USERS",
            "HKCC" or "HKEY_CURRENT_CONFIG" => "HKEY_CURRENT_CONFIG",
            _ => null,
        };
    }
}

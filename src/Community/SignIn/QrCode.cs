using System.Globalization;
using System.Text;
using QRCoder;

namespace Infohub.Community.SignIn;

/// <summary>A QR code as the path of an SVG element: the content policy takes neither data: images nor style attributes.</summary>
/// <param name="Size">Modules on a side, with the quiet zone.</param>
/// <param name="Path">One horizontal bar for each run of dark modules.</param>
internal sealed record QrCode(int Size, string Path)
{
    public static QrCode Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                var from = x;
                while (x < rows.Count && rows[y][x])
                {
                    x++;
                }

                if (x > from)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
                }
            }
        }

        return new QrCode(rows.Count, path.ToString());
    }
}

using Infohub.PdfText;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Import;

/// <summary>The text of a PDF, or why there is none: two at a time, each within its time.</summary>
internal sealed class ReadPdf : IDisposable
{
    public const int MostBytes = 25 << 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim turn = new(2);

    public async Task<Outcome<PdfReading>> RunAsync(byte[] bytes, CancellationToken stop)
    {
        await turn.WaitAsync(stop);
        try
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(stop);
            time.CancelAfter(Longest);
            var read = await Task.Run(() => PdfReader.Read(bytes, new PdfLimits(), time.Token), stop);
            return read.Fault switch
            {
                PdfFault.None => read,
                PdfFault.Encrypted => Refusal.Invalid("pdf-encrypted", "This PDF is encrypted. Save it without protection, or copy its text and paste it here.", "file"),
                PdfFault.TooLarge => new Refusal(RefusalKind.TooLarge, "pdf-large", "This PDF is too large, or made to be too much work. Copy its text and paste it here.", "file"),
                PdfFault.NoPages => Refusal.Invalid("pdf-pages", "No page can be found in this PDF: it is damaged.", "file"),
                _ => Refusal.Invalid("pdf-none", "This is no PDF.", "file"),
            };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Refusal(RefusalKind.TooLarge, "pdf-large", "This PDF is too large, or made to be too much work. Copy its text and paste it here.", "file");
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}

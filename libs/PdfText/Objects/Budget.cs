namespace Infohub.PdfText.Objects;

/// <summary>Work that one file may make; a file that asks for more is not worth it.</summary>
internal sealed class Budget(PdfLimits limits, CancellationToken stop)
{
    private const int Look = 1 << 20;

    private long steps;
    private long look = Look;
    private long unpacked;

    public PdfLimits Limits => limits;

    public void Step(long bytes)
    {
        steps += bytes;
        if (steps > limits.MostSteps)
        {
            throw new TooMuchException();
        }

        if (steps > look)
        {
            look = steps + Look;
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Bytes that may still be unpacked.</summary>
    public int Left => (int)(limits.MostUnpacked - unpacked);

    public void Unpacked(int bytes)
    {
        unpacked += bytes;
        Step(bytes);
    }
}

/// <summary>Ends the reading; never leaves the library.</summary>
internal sealed class TooMuchException : Exception;

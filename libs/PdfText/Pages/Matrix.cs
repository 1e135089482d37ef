namespace Infohub.PdfText.Pages;

/// <summary>A transformation of the plane (ISO 32000-2 §8.3.3).</summary>
internal readonly record struct Matrix(double A, double B, double C, double D, double E, double F)
{
    public static Matrix One { get; } = new(1, 0, 0, 1, 0, 0);

    /// <summary>First this, then the other.</summary>
    public Matrix Then(Matrix o) => new(
        (A * o.A) + (B * o.C), (A * o.B) + (B * o.D), (C * o.A) + (D * o.C), (C * o.B) + (D * o.D), (E * o.A) + (F * o.C) + o.E, (E * o.B) + (F * o.D) + o.F);

    public static Matrix Moved(double x, double y) => new(1, 0, 0, 1, x, y);
}

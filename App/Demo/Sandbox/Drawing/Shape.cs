namespace ConnectionsConsole.App.Demo.Sandbox.Drawing;

internal readonly record struct Dot(double X, double Y)
{
    public static implicit operator Dot((double X, double Y) pair) => new(pair.X, pair.Y);
}

/// <summary>An area bounded by closed polygons (non-zero winding). Curves are polygons of short sides.</summary>
internal sealed record Shape(IReadOnlyList<IReadOnlyList<Dot>> Contours)
{
    private const int CurveSteps = 12;

    // For a quarter of an ellipse as a cubic curve: 4/3 (√2 - 1).
    private const double QuarterTurn = 0.5522847498;

    public static Shape Polygon(params Dot[] corners) => new([corners]);

    public static Shape Circle(double x, double y, double radius) => Ellipse(x, y, radius, radius);

    public static Shape Ellipse(double x, double y, double radiusX, double radiusY, double degrees = 0)
    {
        var (kx, ky) = (radiusX * QuarterTurn, radiusY * QuarterTurn);
        var dots = new List<Dot>();
        AddCurve(dots, (x + radiusX, y), (x + radiusX, y + ky), (x + kx, y + radiusY), (x, y + radiusY));
        AddCurve(dots, (x, y + radiusY), (x - kx, y + radiusY), (x - radiusX, y + ky), (x - radiusX, y));
        AddCurve(dots, (x - radiusX, y), (x - radiusX, y - ky), (x - kx, y - radiusY), (x, y - radiusY));
        AddCurve(dots, (x, y - radiusY), (x + kx, y - radiusY), (x + radiusX, y - ky), (x + radiusX, y));
        return new Shape([dots]).Rotated(degrees, (x, y));
    }

    /// <summary>A smooth closed curve through the points (Catmull-Rom).</summary>
    public static Shape Blob(params Dot[] through) => new([Smooth(through, closed: true)]);

    /// <summary>A smooth line through the points, with round ends.</summary>
    public static Shape Line(double width, params Dot[] through) => Brush(Smooth(through, closed: false), width, closed: false);

    /// <summary>The edge of this shape, drawn with a round brush.</summary>
    public Shape Edge(double width) => new(Contours.SelectMany(contour => Brush(contour, width, closed: true).Contours).ToList());

    public Shape Mirrored(double axis = Canvas.Size / 2.0) => Mapped(dot => (2 * axis - dot.X, dot.Y));

    public Shape Moved(double x, double y) => Mapped(dot => (dot.X + x, dot.Y + y));

    public Shape Rotated(double degrees, Dot centre)
    {
        if (degrees == 0)
        {
            return this;
        }

        // Rounded, since the last digits of sine and cosine differ between systems, and the pictures must not.
        var sine = Math.Round(Math.Sin(degrees * Math.PI / 180), 6);
        var cosine = Math.Round(Math.Cos(degrees * Math.PI / 180), 6);
        return Mapped(dot => (
            centre.X + ((dot.X - centre.X) * cosine) - ((dot.Y - centre.Y) * sine),
            centre.Y + ((dot.X - centre.X) * sine) + ((dot.Y - centre.Y) * cosine)));
    }

    public Shape With(Shape other) => new([.. Contours.Select(Clockwise), .. other.Contours.Select(Clockwise)]);

    private Shape Mapped(Func<Dot, Dot> map) => new(Contours.Select(contour => (IReadOnlyList<Dot>)contour.Select(map).ToList()).ToList());

    private static Shape Brush(IReadOnlyList<Dot> line, double width, bool closed)
    {
        var radius = width / 2;
        var contours = new List<IReadOnlyList<Dot>>();
        for (var i = 0; i < line.Count; i++)
        {
            contours.Add(Clockwise(Ellipse(line[i].X, line[i].Y, radius, radius).Contours[0]));
            if (i == line.Count - 1 && !closed)
            {
                break;
            }

            var (from, to) = (line[i], line[(i + 1) % line.Count]);
            var length = Math.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
            if (length > 0)
            {
                var (nx, ny) = ((to.Y - from.Y) / length * radius, (from.X - to.X) / length * radius);
                contours.Add(Clockwise([(from.X + nx, from.Y + ny), (to.X + nx, to.Y + ny), (to.X - nx, to.Y - ny), (from.X - nx, from.Y - ny)]));
            }
        }

        return new Shape(contours);
    }

    /// <summary>Overlapping contours of one direction add up; of opposite directions they would cut holes.</summary>
    private static IReadOnlyList<Dot> Clockwise(IReadOnlyList<Dot> contour)
    {
        var area = 0.0;
        for (var i = 0; i < contour.Count; i++)
        {
            var (from, to) = (contour[i], contour[(i + 1) % contour.Count]);
            area += (from.X * to.Y) - (to.X * from.Y);
        }

        return area >= 0 ? contour : contour.Reverse().ToList();
    }

    private static List<Dot> Smooth(Dot[] through, bool closed)
    {
        Dot At(int i) => closed ? through[(i + through.Length) % through.Length] : through[Math.Clamp(i, 0, through.Length - 1)];
        var dots = new List<Dot>();
        for (var i = 0; i < (closed ? through.Length : through.Length - 1); i++)
        {
            var (before, from, to, after) = (At(i - 1), At(i), At(i + 1), At(i + 2));
            AddCurve(
                dots,
                from,
                (from.X + ((to.X - before.X) / 6), from.Y + ((to.Y - before.Y) / 6)),
                (to.X - ((after.X - from.X) / 6), to.Y - ((after.Y - from.Y) / 6)),
                to);
        }

        if (!closed)
        {
            dots.Add(through[^1]);
        }

        return dots;
    }

    /// <summary>A cubic Bézier curve without its end, which the next one begins with.</summary>
    private static void AddCurve(List<Dot> dots, Dot from, Dot control1, Dot control2, Dot to)
    {
        for (var step = 0; step < CurveSteps; step++)
        {
            var t = step / (double)CurveSteps;
            var u = 1 - t;
            var (a, b, c, d) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t);
            dots.Add(((a * from.X) + (b * control1.X) + (c * control2.X) + (d * to.X), (a * from.Y) + (b * control1.Y) + (c * control2.Y) + (d * to.Y)));
        }
    }
}
